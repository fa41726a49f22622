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

  private static func span(_ from: Double, _ to: Double) -> LedgerSpan {
    LedgerSpan(
      state: .contact, from: Instant(seconds: from * 60), to: Instant(seconds: to * 60))
  }

  private static func late(_ from: Double, _ to: Double) -> LatePiece {
    LatePiece(span(from, to), provider: .mother, confidence: 0.9)
  }

  @Test("late contact between two printed sessions makes one of them, and says which it replaces")
  func lateBridge() throws {
    var tracker = SessionTracker()
    _ = tracker.add(Self.span(0, 60), infant: "K-001", settings: settings)
    let first = tracker.end(infant: "K-001", settings: settings)
    #expect(first?.revision == 1)
    _ = tracker.add(Self.span(100, 160), infant: "K-001", settings: settings)
    _ = tracker.end(infant: "K-001", settings: settings)
    _ = tracker.add(Self.span(300, 310), infant: "K-001", settings: settings)
    let told = tracker.fill(
      [Self.late(62, 80), Self.late(85, 99)], infant: "K-001", settings: settings)
    let joined = try #require(told.first)
    #expect(told.count == 1)
    #expect(joined.from == .zero && joined.to == Instant(seconds: 160 * 60))
    #expect(joined.revision == 2 && joined.replaces == [Instant(seconds: 6000)])
    #expect(joined.contact == .minutes(60 + 18 + 14 + 60) && joined.pauses == 3)
    let last = tracker.end(infant: "K-001", settings: settings)
    #expect(last?.from == Instant(seconds: 18_000) && last?.revision == 1)
  }

  @Test("late contact that reaches the open session is printed with it, once")
  func lateOpen() throws {
    var tracker = SessionTracker()
    _ = tracker.add(Self.span(0, 60), infant: "K-001", settings: settings)
    _ = tracker.end(infant: "K-001", settings: settings)
    _ = tracker.add(Self.span(120, 150), infant: "K-001", settings: settings)
    #expect(tracker.fill([Self.late(60, 115)], infant: "K-001", settings: settings).isEmpty)
    let ended = tracker.end(infant: "K-001", settings: settings)
    let session = try #require(ended)
    #expect(session.from == .zero && session.contact == .minutes(145))
    #expect(session.revision == 2 && session.replaces.isEmpty && session.pauses == 1)
  }

  @Test("late contact near nothing is a session of its own; the last is left open")
  func lateAlone() throws {
    var tracker = SessionTracker()
    _ = tracker.add(Self.span(200, 300), infant: "K-001", settings: settings)
    let earlier = tracker.fill([Self.late(0, 30)], infant: "K-001", settings: settings)
    #expect(earlier.map(\.revision) == [1] && earlier.first?.isShort == true)
    let told = tracker.fill([Self.late(400, 500)], infant: "K-001", settings: settings)
    #expect(told.map(\.from) == [Instant(seconds: 12_000)], "what was open is over")
    #expect(tracker.lastContactEnd == Instant(seconds: 30_000))
    // Live contact goes on from it as if it had been seen.
    #expect(tracker.add(Self.span(505, 520), infant: "K-001", settings: settings) == nil)
    let last = tracker.end(infant: "K-001", settings: settings)
    #expect(last?.from == Instant(seconds: 24_000) && last?.pauses == 1)
  }

  @Test("confidence is the mean by length, providers stand longest first")
  func confidence() throws {
    var tracker = SessionTracker()
    _ = tracker.add(
      Self.span(0, 10), provider: .father, confidence: 0.5, infant: "K-001", settings: settings)
    _ = tracker.add(
      Self.span(10, 40), provider: .mother, confidence: 0.9, infant: "K-001", settings: settings)
    let ended = tracker.end(infant: "K-001", settings: settings)
    let session = try #require(ended)
    #expect(abs((session.confidence ?? 0) - 0.8) < 1e-12)
    #expect(session.providers.map(\.provider) == [.mother, .father])
    #expect(session.providers.map(\.contact) == [.minutes(30), .minutes(10)])
    #expect(session.pauses == 0)
  }

  @Test("what is forgotten is not printed again")
  func forgotten() {
    var tracker = SessionTracker()
    _ = tracker.add(Self.span(0, 60), infant: "K-001", settings: settings)
    _ = tracker.end(infant: "K-001", settings: settings)
    _ = tracker.add(Self.span(200, 260), infant: "K-001", settings: settings)
    tracker.forget(before: Instant(seconds: 7200))
    let told = tracker.fill([Self.late(61, 70)], infant: "K-001", settings: settings)
    #expect(told.map(\.revision) == [1])
    #expect(told.first?.replaces == [])
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
        == Instant(seconds: 3600) + settings.sessionPauseAtMost + settings.bookedAtLatest)
    #expect(tracker.lastContactEnd == Instant(seconds: 3600))
  }
}
