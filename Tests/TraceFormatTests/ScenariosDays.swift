import CareModel
import Testing

/// Days: their limits, their sums, and what corrects them afterwards.
@Suite struct DayScenarios {
  static let berlin = FacilityCalendar(
    zone: "Europe/Berlin",
    offsets: [
      .init(from: wall("2025-10-26T01:00:00Z"), offsetSeconds: 3600),
      .init(from: wall("2026-03-29T01:00:00Z"), offsetSeconds: 7200),
      .init(from: wall("2026-10-25T01:00:00Z"), offsetSeconds: 3600),
    ], dayStartHour: 0)

  static func wall(_ text: String) -> WallTime {
    WallTime(iso8601: text) ?? WallTime(milliseconds: 0)
  }

  struct ClockChange: Sendable, CustomTestStringConvertible {
    var name: String
    var start: String
    var date: LocalDate
    var hours: Double
    var dayStartHour = 0
    var testDescription: String { name }
  }

  @Test(arguments: [
    ClockChange(
      name: "23 h in March", start: "2026-03-28T23:00:00Z",
      date: LocalDate(year: 2026, month: 3, day: 29), hours: 23),
    ClockChange(
      name: "25 h in October", start: "2026-10-24T22:00:00Z",
      date: LocalDate(year: 2026, month: 10, day: 25), hours: 25),
    ClockChange(
      name: "a nursing day of 23 h", start: "2026-03-28T06:00:00Z",
      date: LocalDate(year: 2026, month: 3, day: 28), hours: 23, dayStartHour: 7),
    ClockChange(
      name: "a day that begins in the skipped hour", start: "2026-03-29T01:00:00Z",
      date: LocalDate(year: 2026, month: 3, day: 29), hours: 23, dayStartHour: 2),
    ClockChange(
      name: "an ordinary day", start: "2026-06-01T22:00:00Z",
      date: LocalDate(year: 2026, month: 6, day: 2), hours: 24),
  ])
  func dayIsAsLongAsItIs(_ change: ClockChange) throws {
    var trace = TraceBuilder()
    trace.calendar = Self.berlin
    trace.calendar.dayStartHour = change.dayStartHour
    trace.start = change.start
    trace.binder(.worn, 0..<(28 * 3600), every: 60)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 28 * 3600 - 60])
    let day = try #require(outcome.days.first)
    #expect(day.date == change.date)
    #expect(day.covered.seconds == change.hours * 3600)
    #expect(day.contact.isNear(change.hours * 3600))
    #expect(outcome.days.count == 2)
    #expect(outcome.days.allSatisfy { $0.revision == 1 })
  }

  @Test func whatLiesBeforeTheTraceIsOutside() throws {
    var trace = TraceBuilder()
    trace.start = "2026-01-10T18:00:00Z"
    trace.binder(.worn, 0..<(10 * 3600), every: 30)
    let outcome = try trace.run()
    #expect(outcome.days.map(\.covered.seconds) == [21_600.0, 14_370.0])
    #expect(outcome.days.map(\.date?.description) == ["2026-01-10", "2026-01-11"])
    // A stretch across midnight is one stretch, and its hours belong to both days.
    #expect(outcome.contacts.count == 1)
    #expect(outcome.days[1].firstContact?.seconds == 21_600.0)
  }

  @Test func historyFillsAGap() throws {
    var trace = TraceBuilder()
    trace.binder(.worn, 0..<3600)
    trace.add(3600, "\"device\":\"binder-1\",\"link\":\"down\"")
    trace.binder(.worn, 7200..<9000)
    trace.history(.worn, 3600..<7200, arrival: 7230)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 8995])
    let day = try #require(outcome.finalDays().last)
    #expect(day.contact.isNear(8995, 150))
    #expect(day.unobserved.isNear(0, 150))
  }

  @Test func historyOfNoContactIsNoContact() throws {
    var trace = TraceBuilder()
    trace.binder(.worn, 0..<3600)
    trace.binder(.worn, 7200..<9000)
    trace.history(.open, 3600..<7200, arrival: 7230)
    let outcome = try trace.run()
    let day = try #require(outcome.finalDays().last)
    #expect(day.noContact.isNear(3540, 150))
    #expect(day.contact.isNear(5400, 150))
  }

  @Test func historyNeverChangesWhatWasObserved() throws {
    var trace = TraceBuilder()
    trace.binder(.worn, 0..<7200)
    trace.history(.open, 600..<3600, arrival: 7000)
    let outcome = try trace.run()
    #expect(outcome.contacts.count == 1)
    #expect(outcome.days.first?.contact.isNear(7195) == true)
  }

  @Test func historyAfterTheDayWasPrintedGivesARevision() throws {
    var trace = TraceBuilder()
    trace.start = "2026-01-10T20:00:00Z"
    trace.binder(.worn, 0..<7200, every: 30)
    trace.add(7200, "\"device\":\"binder-1\",\"link\":\"down\"")
    trace.binder(.worn, 18_000..<21_600, every: 30)
    trace.history(.worn, 7200..<18_000, arrival: 18_100)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 21_570])
    let first = outcome.days.filter { $0.date?.description == "2026-01-10" }
    #expect(first.map(\.revision) == [1, 2])
    #expect(first[0].contact.isNear(7200, 120))
    #expect(first[1].contact.isNear(14_400, 180))
    #expect(first[1].covered.seconds == 14_400)
    let second = outcome.days.filter { $0.date?.description == "2026-01-11" }
    #expect(second.map(\.revision) == [1])
    #expect(second[0].contact.isNear(7170, 180))
  }

  @Test func withoutAClockTheHoursArePrintedWithoutADate() throws {
    var trace = TraceBuilder()
    trace.start = nil
    trace.binder(.worn, 0..<3600)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 3595])
    #expect(outcome.days.map(\.date) == [nil])
  }

  @Test func aClockThatComesLaterDatesTheDay() throws {
    var trace = TraceBuilder()
    trace.start = nil
    trace.binder(.worn, 0..<7200)
    trace.add(3600, "\"clock\":\"2026-01-11T00:30:00Z\",\"quality\":\"synchronised\"")
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 7195])
    // Half an hour of what came before the clock was set belongs to the day before.
    #expect(outcome.finalDays().map(\.date?.description) == ["2026-01-10", "2026-01-11"])
    #expect(outcome.finalDays().map(\.covered.seconds) == [1800, 5395])
  }

  @Test func aClockOfLesserQualityIsNotBelieved() throws {
    var trace = TraceBuilder()
    trace.binder(.worn, 0..<7200)
    trace.add(1000, "\"clock\":\"2026-01-10T00:16:40Z\",\"quality\":\"synchronised\"")
    trace.add(2000, "\"clock\":\"1999-01-01T00:00:00Z\",\"quality\":\"operator\"")
    trace.add(2001, "\"clock\":\"1999-01-01T00:00:00Z\",\"quality\":\"unset\"")
    let outcome = try trace.run()
    #expect(outcome.finalDays().map(\.date?.description) == ["2026-01-10"])
  }

  @Test
  func aClockStepNeverLosesHoursOfAnEarlierDay() throws {
    var trace = TraceBuilder()
    let day = 86_400.0
    trace.binder(.worn, 0..<(day + 300), every: 60)
    trace.binder(.open, (day + 300)..<(3.5 * day), every: 60)
    trace.add(
      3.4 * day, "\"clock\":\"2026-01-13T09:36:05Z\",\"quality\":\"synchronised\"")
    let outcome = try trace.run()
    let second = try #require(
      outcome.finalDays().first { $0.date?.description == "2026-01-11" })
    #expect(second.covered.seconds == day, "revision \(second.revision)")
    #expect(second.contact.isNear(300, 90))
  }

  @Test(
    .timeLimit(.minutes(1)))
  func aClockSetBackByARestartLosesNoHours() throws {
    var trace = TraceBuilder([Assignment(infant: "K-009")])
    let day = 86_400.0
    trace.add(day + 1800, "\"boot\":\"b2\"")
    // The second boot believes that the first day's noon is yet to come.
    trace.add(
      day + 1801, "\"clock\":\"2026-01-10T11:50:00Z\",\"quality\":\"synchronised\"")
    trace.add(day + 1802, "\"assign\":{\"infant\":\"K-001\",\"binder\":\"binder-1\"}")
    trace.binder(.worn, (day + 1802)..<(day + 5402), every: 30)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 3570])
  }
}
