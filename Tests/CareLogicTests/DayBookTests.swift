import CareLogic
import CareModel
import Testing

@Suite("Printed days and their revisions")
struct DayBookTests {
  private static let monday = LocalDate(year: 2026, month: 1, day: 12)

  private static func totals(_ contactMinutes: Double) -> LedgerTotals {
    var totals = LedgerTotals()
    totals.contact = .minutes(contactMinutes)
    totals.noContact = .minutes(1440 - contactMinutes)
    return totals
  }

  @Test("the first print is revision 1, a correction the next, and the same figures nothing")
  func revisions() {
    var book = DayBook(startingAt: .zero)
    #expect(book.print("K-001", Self.monday, Self.totals(300))?.revision == 1)
    #expect(book.print("K-001", Self.monday, Self.totals(300)) == nil)
    #expect(book.print("K-001", Self.monday, Self.totals(310))?.revision == 2)
    #expect(book.print("K-001", Self.monday, Self.totals(310)) == nil)
    #expect(book.print("K-001", Self.monday, Self.totals(300))?.revision == 3)
    #expect(book.correctable == [Self.monday])
  }

  @Test("each day has its own revisions; the figures add up")
  func days() throws {
    var book = DayBook(startingAt: .zero)
    let tuesday = LocalDate(dayNumber: Self.monday.dayNumber + 1)
    _ = book.print("K-001", Self.monday, Self.totals(300))
    let printed = book.print("K-001", tuesday, Self.totals(20))
    let day = try #require(printed)
    #expect(day.revision == 1)
    #expect(day.covered == .hours(24))
    #expect(book.print("K-001", Self.monday, Self.totals(301))?.revision == 2)
  }

  @Test("a bounded number of days is remembered")
  func bounded() {
    var book = DayBook(startingAt: .zero)
    for day in 0..<1000 {
      _ = book.print("K-001", LocalDate(dayNumber: day), Self.totals(300))
    }
    #expect(book.correctable.count < 40)
    #expect(book.correctable.last == LocalDate(dayNumber: 999))
  }

  @Test("closing only goes on, unless days are dated anew")
  func closing() {
    var book = DayBook(startingAt: .zero)
    book.close(upTo: Instant(seconds: 100))
    book.close(upTo: Instant(seconds: 50))
    #expect(book.closedUpTo > Instant(seconds: 100))
    book.reopen(from: .zero)
    #expect(book.closedUpTo == .zero)
  }
}
