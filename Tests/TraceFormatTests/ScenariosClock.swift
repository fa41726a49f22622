import CareModel
import TestSupport
import Testing
import TraceFormat

/// Clocks that are late, wrong, or move: what happens to days that were printed.
@Suite struct ClockScenarios {
  private static let day = 86_400.0

  private static func clock(
    _ trace: inout TraceBuilder, _ t: Double, _ text: String, _ quality: String = "synchronised"
  ) {
    trace.add(t, "\"clock\":\"\(text)\",\"quality\":\"\(quality)\"")
  }

  @Test func aWrongYearIsTakenBackOnceTheTimeIsKnown() throws {
    var trace = TraceBuilder()
    trace.start = "2020-01-01T06:00:00Z"
    trace.binder(.worn, 0..<(2.5 * Self.day), every: 60)
    // Two and a quarter days later a time source says that it is 2026.
    Self.clock(&trace, 2.25 * Self.day, "2026-01-12T12:00:00Z")
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 2.5 * Self.day - 60])
    let wrong = outcome.days.filter { ($0.date?.description ?? "").hasPrefix("2020") }
    #expect(wrong.map(\.revision) == [1, 1, 2, 2])
    #expect(wrong.suffix(2).allSatisfy { $0.covered == .zero && $0.firstContact == nil })
    let moved = try #require(wrong.last?.redating?.movedBy)
    #expect(
      wrong.last.map { CareEvent.day($0).line }?.contains(
        ",\"redated_by_s\":\(Int(moved.seconds))}") == true)
    let final = outcome.finalDays().filter { $0.covered > .zero }
    #expect(
      final.map(\.date?.description) == ["2026-01-10", "2026-01-11", "2026-01-12"])
    #expect(final.map(\.covered.seconds) == [64_800, Self.day, 64_740])
    let changes = outcome.ward.view.clockChanges
    #expect(changes.map(\.to) == [.synchronised])
    #expect(changes.first?.from == .kept && changes.first?.movedBy == moved)
  }

  @Test func whatWasPrintedWithoutADateIsTakenBackWhenTheDateIsKnown() throws {
    var trace = TraceBuilder()
    trace.start = nil
    trace.binder(.worn, 0..<7200, every: 30)
    trace.add(3600, "\"release\":\"K-001\"")
    trace.add(3700, "\"assign\":{\"infant\":\"K-002\",\"binder\":\"binder-1\"}")
    Self.clock(&trace, 5400, "2026-01-11T00:30:00Z")
    let outcome = try trace.run()
    let released = outcome.days.filter { $0.infant == "K-001" }
    #expect(released.map(\.date?.description) == [nil, nil, "2026-01-10"])
    #expect(released.map(\.revision) == [1, 2, 1])
    #expect(released.map(\.covered.seconds) == [3600, 0, 3600])
    #expect(CareEvent.day(released[1]).line.contains("\"redated_by_s\":null"))
    #expect(outcome.finalDays("K-002").map(\.date?.description) == ["2026-01-11"])
  }

  @Test func runsOfOneMachineBootAreDatedTogether() throws {
    func finalDates(_ second: String) throws -> [String?] {
      var trace = TraceBuilder()
      trace.start = "2026-01-01T06:00:00Z"
      trace.binder(.worn, 0..<7200, every: 30)
      trace.add(3000, "\"boot\":\"aaaa-1\"")
      trace.add(3600, "\"boot\":\"\(second)\"")
      Self.clock(&trace, 5400, "2026-01-10T07:30:00Z")
      let outcome = try trace.run()
      outcome.expectSound(inCare: ["K-001": 7170])
      return outcome.finalDays().filter { $0.covered > .zero }.map(\.date?.description)
    }
    // The header's boot is another machine's: it keeps its own date.
    #expect(try finalDates("aaaa-2") == ["2026-01-01", "2026-01-10"])
    #expect(try finalDates("bbbb-1") == ["2026-01-01", "2026-01-10"])
    var trace = TraceBuilder()
    trace.start = "2026-01-01T06:00:00Z"
    trace.add(0, "\"boot\":\"aaaa-1\"")
    trace.binder(.worn, 0..<7200, every: 30)
    trace.add(3600, "\"boot\":\"aaaa-2\"")
    Self.clock(&trace, 5400, "2026-01-10T07:30:00Z")
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 7170])
    let covered = outcome.finalDays().filter { $0.covered > .zero }
    #expect(covered.map(\.date?.description) == ["2026-01-10"])
  }

  @Test func driftMovesNothing() throws {
    var trace = TraceBuilder()
    trace.start = "2026-01-10T22:00:00Z"
    trace.binder(.worn, 0..<14_400, every: 60)
    Self.clock(&trace, 100, "2026-01-10T22:01:40Z")
    Self.clock(&trace, 10_000, "2026-01-11T00:46:41.500Z")
    let outcome = try trace.run()
    #expect(outcome.days.map(\.revision) == [1, 1])
    #expect(outcome.days.map(\.covered.seconds) == [7200, 7140])
    #expect(outcome.ward.view.clockChanges.map(\.movedBy) == [.zero])
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func anyStepsAndRestartsAddUp(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var trace = TraceBuilder()
    trace.start = [nil, "2026-03-27T20:00:00Z", "2021-05-05T05:05:00Z"].randomElement(
      using: &random)!
    trace.calendar = DayScenarios.berlin
    trace.calendar.dayStartHour = Int.random(in: 0...23, using: &random)
    let end = 3.2 * Self.day
    for index in 0..<12 {
      let from = Double(index) * end / 12
      let situation = [BinderSituation.worn, .open].randomElement(using: &random) ?? .open
      if Int.random(in: 0..<5, using: &random) > 0 {
        trace.binder(situation, from..<(from + end / 12), every: 60)
      }
    }
    var wall = 1_774_641_600.0  // 2026-03-27T20:00:00Z
    for number in 0..<8 {
      let t = Double.random(in: 0...end, using: &random).rounded()
      if number.isMultiple(of: 3) {
        let machine = ["aa", "bb"].randomElement(using: &random) ?? "aa"
        trace.add(t, "\"boot\":\"\(machine)-\(number)\"")
        continue
      }
      wall += Double.random(in: -90_000...90_000, using: &random).rounded()
      let text = WallTime(milliseconds: Int64(wall + t) * 1000).iso8601
      let quality = ["kept", "operator", "synchronised"].randomElement(using: &random) ?? "kept"
      Self.clock(&trace, t, text, quality)
    }
    trace.add(end, "\"device\":\"room-1\",\"temp_c\":24")
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": end])
    for date in Set(outcome.days.map(\.date)) {
      let revisions = outcome.days.filter { $0.date == date }.map(\.revision)
      #expect(revisions == Array(1...revisions.count))
    }
    for day in outcome.days {
      let goal = day.goal
      #expect(goal == nil || goal?.contact == day.contact)
      #expect((goal?.notCovered ?? .zero) >= .zero, "more is covered than the day is long")
    }
  }
}
