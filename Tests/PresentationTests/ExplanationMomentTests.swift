import CareModel
import Testing

@testable import Presentation

@Suite("The moment that is asked for, and what is booked for it")
struct ExplanationMomentTests {
  private static let start = WallTime(iso8601: "2026-01-10T00:00:00Z")

  @Test(arguments: [
    ("0", 0), ("9000", 9000), ("9000.5", 9000.5), ("2:30", 9000), ("02:30:00", 9000),
    ("100:00", 360_000), ("0:00:01.25", 1.25), ("2026-01-10T02:30:00Z", 9000),
    ("2026-01-10T10:30:00+08:00", 9000), ("2026-01-09T23:59:00Z", -60),
  ])
  func isRead(_ text: String, _ seconds: Double) throws {
    let instant = try ExplanationMoment(parsing: text).instant(start: Self.start)
    #expect(instant.seconds == seconds)
  }

  @Test(arguments: [
    "", "noon", "-5", "+5", "1e3", "0x10", "nan", "inf", "1:2", "1:60", "1:00:60", ":30", "1:",
    "1.5:00",
    "1::2", "1:00:00:00", "9.9.9", ".", "99999999999999999999", "999999999:00",
    "2026-01-10", "2026-01-10T02:30:00", "2026-02-30T00:00:00Z",
  ])
  func isUnreadable(_ text: String) {
    #expect(throws: ExplanationProblem.unreadableTime(text)) {
      _ = try ExplanationMoment(parsing: text)
    }
  }

  @Test func civilTimeNeedsAStart() throws {
    let wall = try #require(Self.start)
    #expect(throws: ExplanationProblem.startUnknown(wall)) {
      _ = try ExplanationMoment(parsing: "2026-01-10T00:00:00Z").instant(start: nil)
    }
  }

  private static func contact(
    _ from: Double, _ to: Double, isLate: Bool = false, infant: InfantIdentifier = "K-001"
  ) -> CareEvent {
    .contact(
      ContactInterval(
        infant: infant, from: Instant(seconds: from), to: Instant(seconds: to), provider: .unknown,
        confidence: 0.975, isLate: isLate))
  }

  private static let silence = CareEvent.unobserved(
    UnobservedInterval(
      infant: "K-001", from: Instant(seconds: 22_000), to: Instant(seconds: 23_000),
      reason: "binder-1 silent"))

  @Test(
    "Booked",
    arguments: [
      ([], "no contact"),
      ([contact(21_000, 23_000)], "contact 05:50 to 06:23, confidence 0.98"),
      ([contact(22_360, 23_000)], "contact 06:12 to 06:23, confidence 0.98"),
      ([contact(21_000, 22_360)], "no contact"),
      ([contact(21_000, 23_000, infant: "K-002")], "no contact"),
      ([silence], "unobserved 06:06 to 06:23, binder-1 silent"),
      (
        [silence, contact(22_000, 23_000, isLate: true)],
        "contact 06:06 to 06:23, confidence 0.98, from stored records"
      ),
    ])
  func booked(_ events: [CareEvent], _ words: String) {
    let booked = BookedContact(events, of: "K-001", at: SampleWard.now)
    #expect(booked.words(SampleWard.clock) == words)
  }

  @Test(arguments: [
    (0.0, 0, "0"), (-0.4, 0, "0"), (2.5, 0, "3"), (-2.5, 0, "-3"), (0.05, 1, "0.1"),
    (-0.04, 1, "0.0"), (12.345, 2, "12.35"), (-12.345, 1, "-12.3"), (1e300, 1, "--"),
    (.nan, 1, "--"),
  ])
  func decimals(_ number: Double, _ places: Int, _ text: String) {
    #expect(Figures.decimal(number, places: places) == text)
  }

  @Test func nothingIsCertain() {
    #expect(Figures.probability(0.9999) == "0.99")
    #expect(Figures.probability(-0.1) == "0.00")
    #expect(Figures.signed(0.004, places: 2) == "0.00")
    #expect(Figures.signed(1.5, places: 1) == "+1.5")
  }
}
