import CareLogic
import CareModel
import Testing

@Suite("Who had the infant when")
struct ProviderTimelineTests {
  private static func span(_ from: Double, _ to: Double) -> LedgerSpan {
    LedgerSpan(state: .contact, from: Instant(seconds: from), to: Instant(seconds: to))
  }

  @Test("a stretch is cut at each hand-over and nowhere else")
  func pieces() {
    var timeline = ProviderTimeline(.mother)
    timeline.hand(to: .mother, at: Instant(seconds: 50))
    timeline.hand(to: .father, at: Instant(seconds: 100))
    timeline.hand(to: .family, at: Instant(seconds: 200))
    let pieces = timeline.pieces(of: Self.span(-10, 300))
    #expect(pieces.map(\.provider) == [.mother, .father, .family])
    #expect(
      pieces.map(\.span) == [Self.span(-10, 100), Self.span(100, 200), Self.span(200, 300)])
    #expect(timeline.pieces(of: Self.span(100, 200)).map(\.provider) == [.father])
    #expect(timeline.pieces(of: Self.span(250, 260)).map(\.provider) == [.family])
  }

  @Test("the last word at one instant holds, and what is forgotten leaves who holds now")
  func corrections() {
    var timeline = ProviderTimeline(.unknown)
    timeline.hand(to: .mother, at: Instant(seconds: 10))
    timeline.hand(to: .father, at: Instant(seconds: 10))
    #expect(timeline.pieces(of: Self.span(10, 20)).map(\.provider) == [.father])
    timeline.forget(before: Instant(seconds: 15))
    #expect(timeline.pieces(of: Self.span(0, 20)).map(\.provider) == [.father])
  }
}
