import CareModel
import Foundation
import Testing

@testable import Configuration

/// The offset table agrees with Foundation's calendar, and with days that are known exactly.
@Suite struct FacilityCalendarTests {
  static let zones = [
    "Asia/Shanghai", "Africa/Addis_Ababa", "Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut",
    "Australia/Lord_Howe", "Pacific/Apia", "America/New_York", "Africa/Casablanca", "UTC",
  ]

  private static func calendar(_ zone: String, _ hour: Int) throws -> FacilityCalendar {
    try #require(FacilityCalendar(zone: zone, dayStartHour: hour))
  }

  private static func gregorian(_ zone: String) throws -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: zone))
    return calendar
  }

  @Test(arguments: zones) func offsetsAgreeAllThroughTheYears(_ zone: String) throws {
    let ours = try Self.calendar(zone, 0)
    let theirs = try #require(TimeZone(identifier: zone))
    for hours in stride(from: 0, to: 40 * 8766, by: 6) {
      let seconds = 946_684_800 + hours * 3600
      let offset = ours.offsetSeconds(at: WallTime(milliseconds: Int64(seconds) * 1000))
      let expected = theirs.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      try #require(offset == expected, "\(zone) at \(seconds)")
    }
  }

  @Test(arguments: zones) func calendarDaysAgree(_ zone: String) throws {
    let ours = try Self.calendar(zone, 0)
    let theirs = try Self.gregorian(zone)
    let first = LocalDate(year: 2000, month: 1, day: 3)
    let last = LocalDate(year: 2030, month: 1, day: 1)
    for number in first.dayNumber..<last.dayNumber {
      let date = LocalDate(dayNumber: number)
      // The day that Apia skipped has no start in any calendar.
      if zone == "Pacific/Apia", date == LocalDate(year: 2011, month: 12, day: 30) { continue }
      let parts = date.yearMonthDay
      let noon = try #require(
        theirs.date(
          from: DateComponents(year: parts.year, month: parts.month, day: parts.day, hour: 12)))
      let start = Int64(theirs.startOfDay(for: noon).timeIntervalSince1970) * 1000
      try #require(ours.start(of: date).milliseconds == start, "\(zone) \(date)")
      try Self.expectBounds(ours, date)
    }
  }

  /// The start belongs to the day, the millisecond before it to an earlier one.
  private static func expectBounds(_ calendar: FacilityCalendar, _ date: LocalDate) throws {
    let start = calendar.start(of: date)
    try #require(calendar.date(at: start) == date, "\(calendar.zone) \(date)")
    let before = WallTime(milliseconds: start.milliseconds - 1)
    try #require(calendar.date(at: before) < date, "\(calendar.zone) before \(date)")
  }

  @Test(arguments: zones) func nursingDaysBeginAtSeven(_ zone: String) throws {
    let ours = try Self.calendar(zone, 7)
    let theirs = try Self.gregorian(zone)
    let first = LocalDate(year: 2000, month: 1, day: 3)
    let last = LocalDate(year: 2030, month: 1, day: 1)
    for number in first.dayNumber..<last.dayNumber {
      let date = LocalDate(dayNumber: number)
      if zone == "Pacific/Apia", date == LocalDate(year: 2011, month: 12, day: 30) { continue }
      let parts = date.yearMonthDay
      let seven = try #require(
        theirs.date(
          from: DateComponents(year: parts.year, month: parts.month, day: parts.day, hour: 7)))
      let start = Int64(seven.timeIntervalSince1970) * 1000
      try #require(ours.start(of: date).milliseconds == start, "\(zone) \(date)")
      try Self.expectBounds(ours, date)
    }
  }

  struct Day: CustomTestStringConvertible, Sendable {
    let zone: String
    let date: (Int, Int, Int)
    let hour: Int
    /// UTC, as `date -u` prints it.
    let start: String
    let minutes: Int64
    var testDescription: String { "\(zone) \(date) from \(hour)" }

    init(
      _ zone: String, _ date: (Int, Int, Int), _ hour: Int, _ start: String, minutes: Int64
    ) {
      self.zone = zone
      self.date = date
      self.hour = hour
      self.start = start
      self.minutes = minutes
    }
  }

  // Starts and lengths reckoned by hand from the zone database's rules.
  static let days = [
    Day("Asia/Shanghai", (2026, 1, 10), 0, "2026-01-09T16:00:00Z", minutes: 1440),
    Day("Asia/Shanghai", (2026, 1, 10), 7, "2026-01-09T23:00:00Z", minutes: 1440),
    Day("Africa/Addis_Ababa", (2026, 3, 29), 0, "2026-03-28T21:00:00Z", minutes: 1440),
    Day("Africa/Addis_Ababa", (2026, 3, 29), 7, "2026-03-29T04:00:00Z", minutes: 1440),
    Day("Europe/Berlin", (2026, 3, 29), 0, "2026-03-28T23:00:00Z", minutes: 1380),
    Day("Europe/Berlin", (2026, 10, 25), 0, "2026-10-24T22:00:00Z", minutes: 1500),
    Day("Europe/Berlin", (2026, 3, 28), 7, "2026-03-28T06:00:00Z", minutes: 1380),
    Day("Europe/Berlin", (2026, 10, 24), 7, "2026-10-24T05:00:00Z", minutes: 1500),
    // Clocks jumped from 00:00 to 01:00: the day begins at 01:00.
    Day("America/Sao_Paulo", (2018, 11, 4), 0, "2018-11-04T03:00:00Z", minutes: 1380),
    // Clocks went back at 24:00: the old day gets its last hour twice.
    Day("America/Sao_Paulo", (2019, 2, 16), 0, "2019-02-16T02:00:00Z", minutes: 1500),
    Day("America/Sao_Paulo", (2019, 2, 17), 0, "2019-02-17T03:00:00Z", minutes: 1440),
    Day("Asia/Beirut", (2024, 3, 31), 0, "2024-03-30T22:00:00Z", minutes: 1380),
    Day("Asia/Beirut", (2024, 10, 26), 0, "2024-10-25T21:00:00Z", minutes: 1500),
    Day("Australia/Lord_Howe", (2026, 4, 5), 0, "2026-04-04T13:00:00Z", minutes: 1470),
    Day("Australia/Lord_Howe", (2026, 10, 4), 0, "2026-10-03T13:30:00Z", minutes: 1410),
    Day("Pacific/Apia", (2011, 12, 29), 0, "2011-12-29T10:00:00Z", minutes: 1440),
    Day("Pacific/Apia", (2011, 12, 30), 0, "2011-12-30T10:00:00Z", minutes: 0),
    Day("Pacific/Apia", (2011, 12, 31), 0, "2011-12-30T10:00:00Z", minutes: 1440),
    // The nursing day of the 29th ends with the skipped day; the rest till 07:00 is the 30th's.
    Day("Pacific/Apia", (2011, 12, 29), 7, "2011-12-29T17:00:00Z", minutes: 1020),
    Day("Pacific/Apia", (2011, 12, 30), 7, "2011-12-30T10:00:00Z", minutes: 420),
    Day("Pacific/Apia", (2011, 12, 31), 7, "2011-12-30T17:00:00Z", minutes: 1440),
    // Clocks went back from 00:01 to 23:01: the new day begins at its first midnight.
    Day("America/St_Johns", (2010, 11, 7), 0, "2010-11-07T02:30:00Z", minutes: 1500),
    Day("America/St_Johns", (2010, 11, 6), 0, "2010-11-06T02:30:00Z", minutes: 1440),
  ]

  @Test(arguments: days) func dayHasItsExactStartAndLength(_ day: Day) throws {
    let calendar = try Self.calendar(day.zone, day.hour)
    let date = LocalDate(year: day.date.0, month: day.date.1, day: day.date.2)
    let start = calendar.start(of: date)
    let end = calendar.start(of: LocalDate(dayNumber: date.dayNumber + 1))
    let expected = try Date(day.start, strategy: .iso8601)
    #expect(start.milliseconds == Int64(expected.timeIntervalSince1970) * 1000)
    #expect((end.milliseconds - start.milliseconds) / 60_000 == day.minutes)
    for minute in 0..<day.minutes {
      let time = WallTime(milliseconds: start.milliseconds + minute * 60_000)
      try #require(calendar.date(at: time) == date, "minute \(minute)")
    }
    #expect(calendar.date(at: WallTime(milliseconds: start.milliseconds - 1)) < date)
    #expect(calendar.date(at: end) > date)
  }

  @Test(arguments: zones) func dateNeverGoesBackAroundAChange(_ zone: String) throws {
    for hour in [0, 1, 7, 23] {
      let calendar = try Self.calendar(zone, hour)
      for offset in calendar.offsets {
        var last = LocalDate(dayNumber: 0)
        for minute in stride(from: Int64(-1560), through: 1560, by: 15) {
          let date = calendar.date(
            at: WallTime(milliseconds: offset.from.milliseconds + minute * 60_000))
          try #require(date >= last, "\(zone) from \(hour) at \(offset.from)")
          last = date
        }
      }
    }
  }

  @Test func zonesThatAreNotKnownGiveNothing() {
    for zone in ["Asia/Shangai", "CST", "GMT+8", "", "asia"] {
      #expect(FacilityCalendar(zone: zone, dayStartHour: 0) == nil, "\(zone)")
    }
    #expect(FacilityCalendar(zone: "UTC", dayStartHour: 24) == nil)
    #expect(FacilityCalendar(zone: "UTC", dayStartHour: 0)?.offsets.count == 1)
  }
}
