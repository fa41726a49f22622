import CareModel
import GatewayCore
import SimulatedWard
import Testing
import TraceFormat

@Suite("A ward that is told anything")
struct WardFuzzTests {
  /// Draws inputs that no sane ward has: names mixed up, times of history anywhere, odd numbers.
  private struct Chaos {
    var generator: SeededGenerator
    var now = Instant.zero
    /// False for whole numbers of sane size only.
    var drawsBrokenNumbers = false

    static let infants: [InfantIdentifier] = ["K-001", "K-002", "K-003"]
    static let devices: [DeviceIdentifier] = ["d-1", "d-2", "d-3", "d-4", "d-5"]

    static func isRestart(_ input: WardInput) -> Bool {
      if case .boot = input { true } else { false }
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
      elements[generator.integer(0, elements.count - 1)]
    }

    mutating func number(_ low: Double, _ high: Double) -> Double {
      if drawsBrokenNumbers, generator.chance(0.05) {
        return pick([.nan, .infinity, -.infinity, 1e300, -1e300, 0, 1e18])
      }
      return generator.uniform(low, high)
    }

    mutating func observed<Unit: Quantity>(_ low: Double, _ high: Double) -> Observed<Unit> {
      switch generator.integer(0, 9) {
      case 0: .invalid(.openCircuit)
      case 1...3: .unsupported
      default: .value(Unit(number(low, high)))
      }
    }

    mutating func reading() -> Reading {
      var reading = Reading()
      if generator.chance(0.7) { reading.clasp = .value(generator.chance(0.5)) }
      reading.contact = observed(0, 1)
      reading.force = observed(0, 6)
      reading.motion = observed(0, 30)
      reading.inner = observed(20, 38)
      reading.outer = observed(18, 32)
      reading.temperature = observed(generator.chance(0.5) ? 30 : 15, 41)
      reading.humidity = observed(0, 100)
      reading.battery = observed(2000, 3300)
      return reading
    }

    mutating func assignment() -> Assignment {
      Assignment(
        infant: pick(Self.infants), binder: generator.chance(0.8) ? pick(Self.devices) : nil,
        probe: generator.chance(0.7) ? pick(Self.devices) : nil,
        room: generator.chance(0.7) ? pick(Self.devices) : nil, provider: pick(Provider.allCases))
    }

    mutating func input() -> WardInput {
      switch generator.integer(0, 199) {
      case 0: .assign(assignment())
      case 1: generator.chance(0.2) ? .release(pick(Self.infants)) : .assign(assignment())
      case 2: .link(pick(Self.devices), isUp: generator.chance(0.5))
      case 3: .boot(BootIdentifier("b\(generator.integer(2, 99))"))
      case 4: .axillary(pick(Self.infants), Celsius(number(34, 40)))
      case 5: .port(PortIdentifier("p\(generator.integer(1, 3))"), isOpen: generator.chance(0.5))
      case 6: .store(isFailing: generator.chance(0.5))
      case 7...9: .respond(response())
      case 10: clock()
      case 11...40:
        .sample(Sample(device: pick(Self.devices), reading: reading(), measuredAt: past()))
      case 41: alarmInput()
      default: .sample(Sample(device: pick(Self.devices), reading: reading()))
      }
    }

    mutating func alarmInput() -> WardInput {
      switch generator.integer(0, 5) {
      case 0:
        .standby(
          pick(Self.infants), length: .seconds(Double(generator.integer(-10, 9000))), by: "nurse-1")
      case 1: .alarmTest(by: nil)
      case 2: .output(pick(["relay-1", "lamp-1"]), isFailing: generator.chance(0.5))
      case 3: .disk(isFilling: generator.chance(0.5))
      case 4: .station(isReachable: generator.chance(0.5))
      default:
        .respond(
          WardResponse(kind: .acknowledge, condition: nil, target: .everything, by: "nurse-1"))
      }
    }

    /// A clock that is mostly right, and at times a little off.
    mutating func clock() -> WardInput {
      let off = Int64(generator.integer(-20_000, 20_000))
      return .clock(
        WallTime(
          milliseconds: SimulatedRun.midnight.milliseconds + now.milliseconds + off),
        pick(ClockQuality.allCases))
    }

    mutating func response() -> WardResponse {
      WardResponse(
        kind: generator.chance(0.5) ? .acknowledge : .pause,
        condition: pick(AlarmCondition.allCases),
        target: generator.chance(0.7) ? .infant(pick(Self.infants)) : .room(pick(Self.devices)),
        by: "nurse-1")
    }

    mutating func past() -> Instant {
      if drawsBrokenNumbers, generator.chance(0.1) {
        return pick([
          Instant(milliseconds: .min / 4), .distantFuture, .zero, Instant(milliseconds: -1),
        ])
      }
      return now - .seconds(generator.uniform(-100, 4000))
    }

    mutating func pass() {
      let seconds = generator.chance(0.01) ? generator.uniform(0, 20_000) : generator.uniform(0, 20)
      now = now + .seconds(seconds)
    }
  }

  private static func ward() -> Ward {
    Ward(settings: CareSettings(), calendar: .utc, start: SimulatedRun.midnight)
  }

  /// What must hold of the events of any history whatever.
  private struct Books {
    var contactTo: [InfantIdentifier: [(Instant, Instant)]] = [:]
    var raised: Set<AlarmIdentifier> = []
    var standing: Set<AlarmIdentifier> = []
    var inStandby: Set<InfantIdentifier> = []

    mutating func take(_ event: CareEvent) {
      switch event {
      case .contact(let interval):
        #expect(interval.from < interval.to)
        #expect((0...1).contains(interval.confidence))
        let overlaps = (contactTo[interval.infant] ?? []).contains {
          $0.0 < interval.to && interval.from < $0.1
        }
        #expect(!overlaps, "\(event.line)")
        contactTo[interval.infant, default: []].append((interval.from, interval.to))
      case .unobserved(let interval): #expect(interval.from < interval.to)
      case .session(let session):
        #expect(session.contact <= session.to - session.from && session.pauses >= 0)
      case .alarm(let alarm):
        switch alarm.state {
        case .active:
          #expect(raised.insert(alarm.identifier).inserted, "raised twice: \(event.line)")
          standing.insert(alarm.identifier)
        case .changed: #expect(standing.contains(alarm.identifier))
        case .resolved: #expect(standing.remove(alarm.identifier) != nil)
        }
        #expect(alarm.since <= alarm.at)
      case .response(let response): #expect(raised.contains(response.identifier))
      case .standby(let standby):
        #expect(standby.from <= standby.at)
        switch standby.state {
        case .started: #expect(inStandby.insert(standby.infant).inserted)
        case .changed: #expect(inStandby.contains(standby.infant))
        case .ended: #expect(inStandby.remove(standby.infant) != nil)
        }
      case .alarmTest(let test): #expect(test.state == .ended || test.at < test.until)
      case .day(let day):
        #expect(day.contact >= .zero && day.noContact >= .zero && day.unobserved >= .zero)
        // Clocks that are set make a wall clock's day longer by as much.
        #expect(day.covered <= .hours(24) + .minutes(2), "\(event.line)")
      }
    }
  }

  @Test("books stay sound whatever the inputs are", arguments: 0..<10)
  func sound(seed: UInt64) throws {
    var chaos = Chaos(generator: SeededGenerator(seed: seed))
    var ward = Self.ward()
    var books = Books()
    for index in 0..<2000 {
      chaos.pass()
      for event in ward.step(chaos.input(), at: chaos.now) { books.take(event) }
      for bed in ward.view.beds where index.isMultiple(of: 50) {
        #expect(bed.today.covered <= ward.now - .zero)
        #expect(bed.today.contact <= bed.today.covered)
      }
    }
  }

  @Test("a checkpoint at any time goes on like its twin", arguments: [0, 1, 2, 3, 1071])
  func twins(seed: UInt64) throws {
    var chaos = Chaos(generator: SeededGenerator(seed: seed + 100))
    var ward = Self.ward()
    var restored = ward
    for index in 0..<2000 {
      chaos.pass()
      if index.isMultiple(of: 41) { restored = try SavedCore(restored).ward() }
      let input = chaos.input()
      let expected = ward.step(input, at: chaos.now).map(\.line)
      let said = restored.step(input, at: chaos.now).map(\.line)
      if said != expected {
        Issue.record("seed \(seed), input \(index): \(said), not \(expected)")
        return
      }
    }
  }

  @Test("ticks between the inputs change nothing", arguments: 0..<5)
  func ticks(seed: UInt64) {
    var chaos = Chaos(generator: SeededGenerator(seed: seed + 200))
    var ward = Self.ward()
    var ticked = ward
    for index in 0..<2000 {
      let from = chaos.now
      chaos.pass()
      let input = chaos.input()
      var said: [String] = []
      // Before a restart nobody was there to tick.
      for part in 1...3 where !Chaos.isRestart(input) {
        let length = (chaos.now - from).milliseconds * Int64(part) / 4
        said += ticked.step(at: from + TimeLength(milliseconds: length)).map(\.line)
      }
      let expected = ward.step(input, at: chaos.now).map(\.line)
      said += ticked.step(input, at: chaos.now).map(\.line)
      if said != expected {
        Issue.record("seed \(seed), input \(index): \(said), not \(expected)")
        return
      }
    }
  }

  @Test("numbers that are none, and times out of all range, do not end the program")
  func broken() async {
    await #expect(processExitsWith: .success) { WardFuzzTests.survives(inputs: 20_000) }
  }

  static func survives(inputs: Int) {
    var chaos = Chaos(generator: SeededGenerator(seed: 300), drawsBrokenNumbers: true)
    var ward = ward()
    for index in 0..<inputs {
      chaos.pass()
      _ = ward.step(chaos.input(), at: chaos.now)
      if index.isMultiple(of: 10) { _ = ward.view }
    }
  }
}
