import CareModel
import GatewayCore
import SimulatedWard
import Testing
import TraceFormat

/// A ward that is told things by hand.
private struct HandWard {
  var ward: Ward
  var events: [CareEvent] = []
  var second = 0.0

  init(_ assignments: [Assignment], settings: CareSettings = CareSettings(), start: WallTime?) {
    ward = Ward(settings: settings, calendar: .utc, start: start)
    for assignment in assignments { take(.assign(assignment)) }
  }

  mutating func take(_ input: WardInput) {
    events += ward.step(input, at: Instant(seconds: second))
  }

  /// One binder, worn or open, for a while.
  mutating func binder(
    _ device: DeviceIdentifier = "binder-1", worn: Bool, minutes: Double, period: Double = 30
  ) {
    let end = second + minutes * 60
    while second < end {
      second += period
      take(.sample(Sample(device: device, reading: Self.reading(worn))))
    }
  }

  mutating func temperature(
    _ device: DeviceIdentifier, _ degrees: Double, minutes: Double, period: Double = 30
  ) {
    let end = second + minutes * 60
    while second < end {
      second += period
      var reading = Reading()
      reading.temperature = .value(Celsius(degrees))
      take(.sample(Sample(device: device, reading: reading)))
    }
  }

  mutating func history(_ device: DeviceIdentifier, worn: Bool, from: Double, to: Double) {
    for measured in stride(from: from, to: to, by: 30) {
      take(
        .sample(
          Sample(
            device: device, reading: Self.reading(worn), measuredAt: Instant(seconds: measured))))
    }
    second += 120
    events += ward.step(at: Instant(seconds: second))
  }

  static func reading(_ worn: Bool) -> Reading {
    var reading = Reading()
    reading.clasp = .value(worn)
    reading.contact = .value(ElectrodeLevel(worn ? 0.6 : 0.1))
    reading.inner = .value(Celsius(worn ? 34.9 : 22.1))
    reading.outer = .value(Celsius(worn ? 27.1 : 22))
    return reading
  }

  func alarms(_ condition: AlarmCondition) -> [AlarmEvent] {
    events.compactMap {
      if case .alarm(let alarm) = $0, alarm.condition == condition { alarm } else { nil }
    }
  }

  /// The last revision of each printed day.
  func days(_ infant: InfantIdentifier = "K-001") -> [LocalDate: DaySummary] {
    var days: [LocalDate: DaySummary] = [:]
    for case .day(let day) in events where day.infant == infant {
      if let date = day.date { days[date] = day }
    }
    return days
  }
}

@Suite("A ward at the edges of what happens")
struct WardEdgeTests {
  private static let midnight = SimulatedRun.midnight

  @Test("a room's alarm ends when the last infant leaves it: nobody would ever resolve it")
  func roomIsLeft() {
    var hand = HandWard(
      [Assignment(infant: "K-001", binder: "binder-1", room: "room-1")], start: Self.midnight)
    hand.temperature("room-1", 18, minutes: 30)
    #expect(hand.alarms(.coldRoom).map(\.state) == [.active])
    hand.take(.release("K-001"))
    hand.temperature("room-1", 24, minutes: 60)
    #expect(hand.alarms(.coldRoom).map(\.state) == [.active, .resolved])
    #expect(hand.ward.view.alarms.isEmpty)
  }

  @Test("a binder's history from before it came to an infant is not that infant's contact")
  func historyOfAnother() {
    var hand = HandWard(
      [Assignment(infant: "K-001", binder: "binder-1"), Assignment(infant: "K-002")],
      start: Self.midnight)
    hand.binder(worn: true, minutes: 10)
    hand.take(.link("binder-1", isUp: false))
    hand.second = 4000
    hand.take(.assign(Assignment(infant: "K-001")))
    hand.take(.assign(Assignment(infant: "K-002", binder: "binder-1")))
    hand.history("binder-1", worn: true, from: 700, to: 3600)
    hand.binder(worn: false, minutes: 30)
    hand.events += hand.ward.finish(at: Instant(seconds: hand.second))
    let contact = hand.days("K-002").values.map(\.contact)
    #expect(contact == [.zero], "K-001 wore the binder, not K-002")
  }

  @Test("a clock that is set right by seconds takes no hours from a printed day")
  func setRight() throws {
    var settings = CareSettings()
    settings.ledgerDetail = .hours(48)
    var hand = HandWard(
      [Assignment(infant: "K-001", binder: "binder-1")], settings: settings, start: Self.midnight)
    for _ in 0..<5 * 24 {
      hand.binder(worn: true, minutes: 50, period: 60)
      hand.binder(worn: false, minutes: 10, period: 60)
    }
    let before = hand.days()
    #expect(before.count == 4)
    let wall = WallTime(
      milliseconds: Self.midnight.milliseconds + Int64(hand.second * 1000) + 3000)
    hand.take(.clock(wall, .synchronised))
    for (date, day) in hand.days() {
      guard let earlier = before[date] else { continue }
      #expect(abs((day.contact - earlier.contact).seconds) <= 6, "\(date)")
      #expect(abs((day.covered - earlier.covered).seconds) <= 6, "\(date)")
    }
  }

  @Test("a day that is printed again has a higher revision, however long the detail is kept")
  func revisions() {
    var settings = CareSettings()
    settings.ledgerDetail = .hours(24 * 14)
    var hand = HandWard(
      [Assignment(infant: "K-001", binder: "binder-1")], settings: settings, start: Self.midnight)
    for _ in 0..<9 * 8 {
      hand.binder(worn: true, minutes: 120, period: 60)
      hand.binder(worn: false, minutes: 60, period: 60)
    }
    let wall = WallTime(
      milliseconds: Self.midnight.milliseconds + Int64(hand.second * 1000) + 30_000)
    hand.take(.clock(wall, .synchronised))
    var last: [LocalDate: Int] = [:]
    for case .day(let day) in hand.events {
      guard let date = day.date else { continue }
      #expect(day.revision == (last[date] ?? 0) + 1, "\(CareEvent.day(day).line)")
      last[date] = day.revision
    }
  }

  @Test(
    "a board that reports sooner than before is silent after its new period, not its old",
    arguments: [18.0, 19, 20, 21, 22, 23])
  func periodShrinks(minutes: Double) throws {
    var hand = HandWard(
      [Assignment(infant: "K-001", binder: "binder-1")], start: Self.midnight)
    hand.binder(worn: true, minutes: minutes, period: 60)
    hand.binder(worn: true, minutes: 0.4, period: 1)
    let last = hand.second
    #expect(hand.ward.deadline <= (try SavedCore(hand.ward).ward()).deadline)
    hand.second += 3600
    hand.events += hand.ward.step(at: Instant(seconds: hand.second))
    let silent = try #require(hand.alarms(.deviceSilent).first)
    #expect(silent.since.seconds == last)
    #expect(silent.at.seconds == last + 180)
  }

  @Test("a restart into an earlier year, as without a battery clock, does not stop the ward")
  func earlierYear() async {
    await #expect(processExitsWith: .success) {
      var hand = HandWard(
        [Assignment(infant: "K-001", binder: "binder-1")], start: Self.midnight)
      hand.take(.clock(Self.midnight, .synchronised))
      hand.binder(worn: true, minutes: 60)
      hand.take(.boot("b2"))
      let earlier = Self.midnight.milliseconds - 400 * 86_400_000
      hand.take(.clock(WallTime(milliseconds: earlier), .operator))
      hand.binder(worn: true, minutes: 60)
      hand.second += 3 * 86_400
      hand.binder(worn: true, minutes: 60)
      hand.events += hand.ward.finish(at: Instant(seconds: hand.second))
    }
  }

  @Test("clocks at both ends of the calendar are taken without a crash")
  func calendarEnds() async {
    await #expect(processExitsWith: .success) {
      for milliseconds in [-62_135_596_800_000, 0, 253_402_300_799_000] as [Int64] {
        var hand = HandWard(
          [Assignment(infant: "K-001", binder: "binder-1")], start: nil)
        hand.binder(worn: true, minutes: 60)
        hand.take(.clock(WallTime(milliseconds: milliseconds), .synchronised))
        hand.binder(worn: true, minutes: 60)
        hand.events += hand.ward.finish(at: Instant(seconds: hand.second))
      }
    }
  }
}
