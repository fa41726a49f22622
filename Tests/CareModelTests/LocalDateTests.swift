import CareModel
import Testing

@Suite("Local dates")
struct LocalDateTests {
  @Test("every day of 400 years follows the one before and comes back from its parts")
  func roundTrip() {
    let first = LocalDate(year: 1900, month: 3, day: 1)
    var expected = (year: 1900, month: 3, day: 1)
    var mismatches = 0
    for number in first.dayNumber..<(first.dayNumber + 146_097) {
      let date = LocalDate(dayNumber: number)
      let parts = date.yearMonthDay
      if parts != expected { mismatches += 1 }
      if LocalDate(year: parts.year, month: parts.month, day: parts.day) != date {
        mismatches += 1
      }
      expected = Self.next(expected)
    }
    #expect(mismatches == 0)
    #expect(expected == (year: 2300, month: 3, day: 1))
  }

  @Test(
    "is written as people file it",
    arguments: [
      (0, "1970-01-01"), (-1, "1969-12-31"), (19_782, "2024-02-29"), (20_463, "2026-01-10"),
      (47_540, "2100-02-28"), (47_541, "2100-03-01"), (-719_528, "0000-01-01"),
    ])
  func text(dayNumber: Int, text: String) {
    #expect(LocalDate(dayNumber: dayNumber).description == text)
  }

  @Test("later is greater")
  func order() {
    #expect(
      LocalDate(year: 2025, month: 12, day: 31) < LocalDate(year: 2026, month: 1, day: 1))
  }

  /// Counted by hand, month by month, as a second opinion.
  private static func next(
    _ date: (year: Int, month: Int, day: Int)
  ) -> (year: Int, month: Int, day: Int) {
    let isLeap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if date.day < lengths[date.month - 1] { return (date.year, date.month, date.day + 1) }
    if date.month < 12 { return (date.year, date.month + 1, 1) }
    return (date.year + 1, 1, 1)
  }
}
