import CareLogic
import CareModel
import GatewayCore
import Testing

/// A probe that read cold is given to another infant before anybody has looked.
@Suite struct ProbeTakenAwayTests {
  /// An infant whose probe cools from 37.4, a degree a minute, down to what is asked for.
  private static func ward(coldest: Double, until end: Double = 1500) -> (Ward, [CareEvent]) {
    var ward = Ward(
      settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0))
    let dyad = Assignment(infant: "K-001", bed: "1", probe: "probe-1", room: "room-1")
    var events = ward.step(.assign(dyad), at: .zero)
    for second in stride(from: 0.0, to: end, by: 5) {
      let fallen = 37.4 - max(0, second - 620) / 60
      for (device, degrees) in [("probe-1", max(coldest, fallen)), ("room-1", 24)] {
        var reading = Reading()
        reading.temperature = .value(Celsius(degrees))
        events += ward.step(
          .sample(Sample(device: DeviceIdentifier(device), reading: reading)),
          at: Instant(seconds: second))
      }
    }
    return (ward, events)
  }

  private static let taken = WardInput.assign(Assignment(infant: "K-002", probe: "probe-1"))

  @Test func staysUntilSomebodyHasLooked() throws {
    var (ward, events) = Self.ward(coldest: 28)
    #expect(ward.view.alarms.contains { $0.condition == .probeDetached && $0.priority == .high })
    events = ward.step(Self.taken, at: Instant(seconds: 1500))
    let over = events.alarms.filter { $0.condition == .probeDetached }
    #expect(over.map(\.state) == [.resolved])
    #expect(over.map(\.isLatched) == [true])
    let latched = try #require(ward.view.alarms.first { $0.isLatched })
    #expect(latched.infant == "K-001" && latched.condition == .probeDetached)
    // Another probe, and another assignment, are no look.
    _ = ward.step(
      .assign(Assignment(infant: "K-001", bed: "1", probe: "probe-3")), at: Instant(seconds: 1600))
    #expect(ward.view.alarms.contains { $0.isLatched })
    _ = ward.step(
      .respond(
        WardResponse(
          kind: .acknowledge, condition: .probeDetached, target: latched.target, by: "nurse-1")),
      at: Instant(seconds: 1700))
    #expect(!ward.view.alarms.contains { $0.condition == .probeDetached })
  }

  @Test func endsWhereSomebodyHasLooked() {
    var (ward, _) = Self.ward(coldest: 28)
    _ = ward.step(
      .respond(
        WardResponse(
          kind: .acknowledge, condition: .probeDetached, target: .infant("K-001"), by: "nurse-1")),
      at: Instant(seconds: 1400))
    let events = ward.step(Self.taken, at: Instant(seconds: 1500))
    #expect(events.alarms.filter { $0.condition == .probeDetached }.map(\.isLatched) == [false])
    #expect(!ward.view.alarms.contains { $0.condition == .probeDetached })
  }

  @Test func endsWithTheInfantsCare() {
    var (ward, _) = Self.ward(coldest: 28)
    _ = ward.step(Self.taken, at: Instant(seconds: 1500))
    _ = ward.step(.release("K-001"), at: Instant(seconds: 1600))
    #expect(!ward.view.alarms.contains { $0.condition == .probeDetached })
    #expect(ward.annunciation.beds["1"] == nil)
  }

  @Test func leavesNothingWhereItNeverReadCold() {
    var (ward, _) = Self.ward(coldest: 36.2, until: 900)
    #expect(ward.view.alarms.contains { $0.condition == .probeDetached && $0.priority == .low })
    let events = ward.step(Self.taken, at: Instant(seconds: 900))
    #expect(events.alarms.filter { $0.condition == .probeDetached }.map(\.isLatched) == [false])
    #expect(!ward.view.alarms.contains { $0.condition == .probeDetached })
  }
}
