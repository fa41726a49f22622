import CareModel
import GatewayCore
import SimulatedWard
import Testing

@Suite("A bed of which nobody can say whether there is contact")
struct ContactPropertyTestsDoubt {
  private static let binder: DeviceIdentifier = "binder-1"
  private static let probe: DeviceIdentifier = "probe-1"
  private static let room: DeviceIdentifier = "room-1"
  private static let infant: InfantIdentifier = "K-001"

  /// What is done to the binder's signals while all else says contact.
  private enum Spoilt { case nothing, claspOpen, senseless }

  /// One bed by hand: a situation after another, every ten seconds.
  private struct Bed {
    var ward: Ward
    var events: [CareEvent] = []
    var second = 0.0
    var inner = 24.0
    var generator = SeededGenerator(seed: 5)

    init() {
      ward = Ward(settings: CareSettings(), calendar: .utc, start: SimulatedRun.midnight)
      _ = ward.step(
        .assign(
          Assignment(
            infant: infant, binder: binder, probe: probe, room: room, provider: .mother)),
        at: .zero)
    }

    mutating func pass(
      minutes: Double, contact: Bool, _ spoilt: Spoilt = .nothing, claspOnly: Bool = false,
      probe: Bool = true
    ) {
      let end = second + minutes * 60
      while second < end {
        second += 10
        inner += ((contact ? 34 : 24) - inner) / 24
        give(
          binderReading(contact, spoilt, claspOnly: claspOnly), of: ContactPropertyTestsDoubt.binder
        )
        var skin = Reading()
        skin.temperature = .value(Celsius(contact ? 36.9 : 36.6))
        if probe { give(skin, of: ContactPropertyTestsDoubt.probe) }
        var air = Reading()
        air.temperature = .value(Celsius(24))
        give(air, of: room)
      }
    }

    private mutating func give(_ reading: Reading, of device: DeviceIdentifier) {
      events += ward.step(
        .sample(Sample(device: device, reading: reading)), at: Instant(seconds: second))
    }

    private mutating func binderReading(
      _ contact: Bool, _ spoilt: Spoilt, claspOnly: Bool
    ) -> Reading {
      let noise = generator.uniform(-1, 1)
      var reading = Reading()
      reading.clasp = .value(contact && spoilt == .nothing)
      if claspOnly { return reading }
      reading.contact = .value(ElectrodeLevel((contact ? 0.65 : 0.1) + 0.02 * noise))
      reading.force = .value(Newtons(contact ? 2.6 + 0.2 * noise : 0.05))
      reading.motion = .value(MilliG(contact ? 8 + 3 * noise : 1 + 0.1 * noise))
      reading.inner = .value(Celsius(inner + 0.05 * noise))
      reading.outer = .value(Celsius(24 + 0.4 * (inner - 24)))
      guard spoilt == .senseless else { return reading }
      // Open and at perfect rest, but tight and on skin; colder inside than outside.
      reading.motion = .value(MilliG(0.9))
      reading.inner = .value(Celsius(24.2))
      reading.outer = .value(Celsius(33))
      return reading
    }

    mutating func finish() { events += ward.finish(at: Instant(seconds: second)) }

    var booked: BookedSeconds { BookedSeconds(events, until: Instant(seconds: second)) }

    func reasons(from: Double, to: Double) -> Set<String> {
      Set(
        events.compactMap { event in
          guard case .unobserved(let span) = event, span.from.seconds < to,
            span.to.seconds > from
          else { return nil }
          return span.reason
        })
    }

    var contradictions: [AlarmEvent] {
      events.compactMap {
        guard case .alarm(let alarm) = $0, alarm.condition == .contradictorySignals else {
          return nil
        }
        return alarm
      }
    }
  }

  @Test("a silent binder is unobserved from its last sample, with its name")
  func silent() {
    var bed = Bed()
    bed.pass(minutes: 60, contact: false)
    bed.pass(minutes: 60, contact: true)
    bed.events += bed.ward.step(at: Instant(seconds: 9000))
    bed.second = 9000
    bed.pass(minutes: 30, contact: true)
    bed.finish()
    #expect(bed.booked.states[7201..<9000].allSatisfy { $0 == .unobserved })
    #expect(bed.booked.states[3700..<7190].allSatisfy { $0 == .contact })
    #expect(bed.booked.states[9100...].allSatisfy { $0 == .contact })
    #expect(bed.reasons(from: 7300, to: 8900) == ["binder-1 silent"])
  }

  @Test("a restart during silence names only the time after it")
  func restartDuringSilence() {
    var bed = Bed()
    bed.pass(minutes: 60, contact: false)
    bed.pass(minutes: 60, contact: true)
    bed.events += bed.ward.step(at: Instant(seconds: 9000))
    bed.events += bed.ward.step(.boot("b2"), at: Instant(seconds: 9030))
    bed.second = 9030
    bed.pass(minutes: 30, contact: true)
    bed.finish()
    #expect(bed.booked.states[7201..<9030].allSatisfy { $0 == .unobserved })
    #expect(bed.reasons(from: 7300, to: 8900).contains("binder-1 silent"))
    #expect(bed.booked.states[9200...].allSatisfy { $0 == .contact })
  }

  @Test("a buckle alone, its infant's probe off: unobserved with a reason, and open is no contact")
  func buckleOnly() {
    var bed = Bed()
    bed.pass(minutes: 60, contact: false, claspOnly: true)
    bed.pass(minutes: 60, contact: true, claspOnly: true, probe: true)
    bed.pass(minutes: 60, contact: true, claspOnly: true, probe: false)
    bed.pass(minutes: 60, contact: false, claspOnly: true, probe: false)
    bed.finish()
    #expect(bed.booked.states[100..<3500].allSatisfy { $0 == .noContact })
    // A probe is heard no more for three minutes before it counts as off.
    #expect(bed.booked.states[7400..<10_700].allSatisfy { $0 == .unobserved })
    #expect(bed.reasons(from: 7500, to: 10_700) == ["binder-1's signals do not suffice"])
    #expect(bed.booked.states[10_900...].allSatisfy { $0 == .noContact })
  }

  @Test("a clasp that says open for half an hour while the strap pulls and all else says contact")
  func contradictingClasp() {
    var bed = Bed()
    bed.pass(minutes: 60, contact: false)
    bed.pass(minutes: 60, contact: true)
    bed.pass(minutes: 30, contact: true, .claspOpen)
    bed.pass(minutes: 60, contact: true)
    bed.finish()
    #expect(bed.booked.states[7300..<8900].allSatisfy { $0 != .noContact })
    #expect(bed.booked.states[9700...].allSatisfy { $0 == .contact })
    // It is found out within minutes: nobody is called.
    #expect(bed.booked.states[7900..<8900].allSatisfy { $0 == .contact })
    #expect(bed.contradictions.isEmpty)
  }

  @Test("signals that fit nothing for half an hour are unobserved, and alarmed until they fit")
  func senseless() throws {
    var bed = Bed()
    bed.pass(minutes: 60, contact: false)
    bed.pass(minutes: 60, contact: true)
    bed.pass(minutes: 30, contact: true, .senseless)
    bed.pass(minutes: 60, contact: true)
    bed.finish()
    #expect(bed.booked.states[7900..<8900].allSatisfy { $0 == .unobserved })
    #expect(
      bed.reasons(from: 7900, to: 8900) == ["the binder's signals contradict each other"])
    #expect(bed.booked.states[9900...].allSatisfy { $0 == .contact })
    #expect(bed.contradictions.map(\.state) == [.active, .resolved])
    let raised = try #require(bed.contradictions.first)
    #expect((7200...8400).contains(raised.since.seconds))
  }
}
