import CareLogic
import CareModel
import Testing

@Suite("Sessions")
struct SessionTrackerTests {
  private let settings = CareSettings()

  private func sessions(_ stretches: [(Double, Double)]) -> [ContactSession] {
    var tracker = SessionTracker()
    var sessions: [ContactSession] = []
    for (from, to) in stretches {
      let span = LedgerSpan(
        state: .contact, from: Instant(seconds: from * 60), to: Instant(seconds: to * 60))
      if let ended = tracker.add(span, infant: "K-001", settings: settings) {
        sessions.append(ended)
      }
    }
    if let last = tracker.end(infant: "K-001", settings: settings) { sessions.append(last) }
    return sessions
  }

  @Test("joins across ten minutes and not a millisecond more; pauses never count")
  func joins() {
    let joined = sessions([(0, 60), (70, 100), (105, 110)])
    #expect(joined.count == 1)
    #expect(joined.first?.contact == .minutes(95))
    #expect(joined.first?.pauses == 2)
    #expect(joined.first?.from == .zero)
    #expect(joined.first?.to == Instant(seconds: 6600))
    let parted = sessions([(0, 60), (70 + 0.001 / 60, 100)])
    #expect(parted.map(\.contact) == [.minutes(60), TimeLength(seconds: 1799.999)])
    #expect(parted.map(\.pauses) == [0, 0])
    #expect(sessions([(0, 60), (60, 100)]).map(\.pauses) == [0], "handed over without a pause")
  }

  @Test("is short below an hour of contact, pauses not counted")
  func short() {
    #expect(sessions([(0, 60)]).map(\.isShort) == [false])
    #expect(sessions([(0, 59.99)]).map(\.isShort) == [true])
    #expect(sessions([(0, 40), (49, 68)]).map(\.isShort) == [true])
  }

  @Test("its end is due when no stretch still undecided can join it")
  func deadline() {
    var tracker = SessionTracker()
    #expect(tracker.deadline(settings: settings) == nil)
    #expect(tracker.end(infant: "K-001", settings: settings) == nil)
    let span = LedgerSpan(state: .contact, from: .zero, to: Instant(seconds: 3600))
    #expect(tracker.add(span, infant: "K-001", settings: settings) == nil)
    #expect(
      tracker.deadline(settings: settings)
        == Instant(seconds: 3600) + settings.sessionPauseAtMost + settings.bookingLag)
    #expect(tracker.lastContactEnd == Instant(seconds: 3600))
  }
}
