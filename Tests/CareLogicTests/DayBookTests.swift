import CareLogic
import CareModel
import Testing

@Suite("Printed days and their revisions")
struct DayBookTests {
  private static let monday = LocalDate(year: 2026, month: 1, day: 12)

  private static func day(_ date: LocalDate, _ contactMinutes: Double) -> DaySummary {
    DaySummary(
      infant: "K-001", date: date, contact: .minutes(contactMinutes),
      noContact: .minutes(1440 - contactMinutes), unobserved: .zero, firstContact: nil,
      revision: 1)
  }

  @Test("the first print is revision 1, a correction the next, and the same figures nothing")
  func revisions() {
    var book = DayBook(startingAt: .zero)
    #expect(book.print(Self.day(Self.monday, 300))?.revision == 1)
    #expect(book.print(Self.day(Self.monday, 300)) == nil)
    #expect(book.print(Self.day(Self.monday, 310))?.revision == 2)
    #expect(book.print(Self.day(Self.monday, 310)) == nil)
    #expect(book.print(Self.day(Self.monday, 300))?.revision == 3)
    #expect(book.correctable == [Self.monday])
  }

  @Test("each day has its own revisions; the figures add up")
  func days() throws {
    var book = DayBook(startingAt: .zero)
    let tuesday = LocalDate(dayNumber: Self.monday.dayNumber + 1)
    _ = book.print(Self.day(Self.monday, 300))
    let printed = book.print(Self.day(tuesday, 20))
    let day = try #require(printed)
    #expect(day.revision == 1)
    #expect(day.covered == .hours(24))
    #expect(book.print(Self.day(Self.monday, 301))?.revision == 2)
  }

  @Test("a bounded number of days is remembered")
  func bounded() {
    var book = DayBook(startingAt: .zero)
    for day in 0..<1000 {
      _ = book.print(Self.day(LocalDate(dayNumber: day), 300))
    }
    #expect(book.correctable.count < 40)
    #expect(book.correctable.last == LocalDate(dayNumber: 999))
  }

  @Test("a day that is taken back gets the next revision and says by how much the clock moved")
  func redated() throws {
    var book = DayBook(startingAt: .zero)
    _ = book.print(Self.day(Self.monday, 300))
    var taken = Self.day(Self.monday, 0)
    taken.noContact = .zero
    taken.redating = .init(movedBy: .hours(72), isDateUncertain: false)
    let printed = book.print(taken)
    let day = try #require(printed)
    #expect(day.revision == 2 && day.covered == .zero)
    #expect(day.redating?.movedBy == .hours(72))
    #expect(book.print(taken) == nil, "the same again")
    var first = Self.day(LocalDate(dayNumber: 0), 300)
    first.redating = taken.redating
    let fresh = book.print(first)
    #expect(fresh?.revision == 1 && fresh?.redating == nil, "nothing was printed before")
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
