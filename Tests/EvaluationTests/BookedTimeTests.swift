import CareModel
import EvaluationCore
import SimulatedWard
import Testing

struct BookedTimeTests {
  private let end = Instant(seconds: 86_400)

  private func contact(_ from: Double, _ to: Double, _ infant: InfantIdentifier = "K-001")
    -> CareEvent
  {
    .contact(
      ContactInterval(
        infant: infant, from: Instant(seconds: from * 60), to: Instant(seconds: to * 60),
        provider: .unknown, confidence: 1))
  }

  private func unobserved(_ from: Double, _ to: Double, _ reason: String) -> CareEvent {
    .unobserved(
      UnobservedInterval(
        infant: "K-001", from: Instant(seconds: from * 60), to: Instant(seconds: to * 60),
        reason: reason))
  }

  private func day(_ date: Int?, contact: Double, revision: Int) -> CareEvent {
    .day(
      DaySummary(
        infant: "K-001", date: date.map { LocalDate(dayNumber: $0) }, contact: .minutes(contact),
        noContact: .zero, unobserved: .zero, firstContact: nil, revision: revision))
  }

  @Test func lateHistoryFillsWhatWasUnobserved() {
    let events = [
      contact(0, 10), contact(50, 60, "K-002"), unobserved(10, 30, "binder-1 out of reach"),
      contact(12, 20),
    ]
    let booked = BookedTime(events, of: "K-001", until: end)
    #expect(booked.contact == minutes((0, 10), (12, 20)))
    #expect(booked.unobserved == minutes((10, 12), (20, 30)))
    #expect(booked.overlaps == 0)
  }

  @Test func contactThatIsToldTwiceIsSeen() {
    let booked = BookedTime([contact(0, 10), contact(9, 20)], of: "K-001", until: end)
    #expect(booked.overlaps == 1)
  }

  @Test func lastRevisionOfADayHolds() {
    let events = [
      day(nil, contact: 1, revision: 1), day(20_454, contact: 5, revision: 2),
      day(20_453, contact: 3, revision: 1), day(20_454, contact: 4, revision: 1),
    ]
    let booked = BookedTime(events, of: "K-001", until: end)
    #expect(booked.days.map(\.contact) == [.minutes(3), .minutes(5)])
  }

  @Test func contradictionsAreAddedUp() {
    let events = [
      unobserved(10, 30, "contradictory signals"), unobserved(40, 50, "binder-1 silent"),
    ]
    #expect(BookedTime(events, of: "K-001", until: end).contradictory == minutes((10, 30)))
  }
}
