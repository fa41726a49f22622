import CareLogic
import CareModel
import TestSupport
import Testing

@Suite("The ledger of an infant's time")
struct InfantLedgerTests {
  private static func span(_ state: ContactState, _ from: Double, _ to: Double) -> LedgerSpan {
    LedgerSpan(state: state, from: Instant(seconds: from), to: Instant(seconds: to))
  }

  private static let everything = Instant(milliseconds: -1)..<Instant.distantFuture

  @Test("history fills what nobody saw, and nothing else")
  func fill() {
    var ledger = InfantLedger(startingAt: .zero, state: .unobserved("start"))
    _ = ledger.change(to: .contact, at: Instant(seconds: 100))
    _ = ledger.change(to: .unobserved("silent"), at: Instant(seconds: 200))
    _ = ledger.change(to: .noContact, at: Instant(seconds: 300))
    let filled = ledger.fill([
      Self.span(.contact, 50, 250), Self.span(.unobserved("history"), 250, 260),
      Self.span(.noContact, 260, 400),
    ])
    #expect(
      filled == [
        Self.span(.contact, 50, 100), Self.span(.contact, 200, 250),
        Self.span(.noContact, 260, 300),
      ])
    #expect(
      ledger.spans == [
        Self.span(.unobserved("start"), 0, 50), Self.span(.contact, 50, 100),
        Self.span(.contact, 100, 200), Self.span(.contact, 200, 250),
        Self.span(.unobserved("silent"), 250, 260), Self.span(.noContact, 260, 300),
      ])
    #expect(
      ledger.fill([Self.span(.noContact, 0, 300)]).map(\.length) == [
        .seconds(50), .seconds(10),
      ])
  }

  @Test("a boundary before the open span is the open span's beginning")
  func clamped() {
    var ledger = InfantLedger(startingAt: .zero, state: .noContact)
    #expect(ledger.change(to: .contact, at: Instant(seconds: 50)) != nil)
    #expect(ledger.change(to: .noContact, at: Instant(seconds: 20)) == nil)
    #expect(ledger.openFrom == Instant(seconds: 50))
    #expect(ledger.spans.count == 1)
  }

  @Test("totals of a window count the open span up to now, and cut at the window's ends")
  func totals() {
    var ledger = InfantLedger(startingAt: .zero, state: .noContact)
    _ = ledger.change(to: .contact, at: Instant(seconds: 100))
    let window = Instant(seconds: 50)..<Instant(seconds: 400)
    let totals = ledger.totals(within: window, now: Instant(seconds: 300))
    #expect(totals.noContact == .seconds(50))
    #expect(totals.contact == .seconds(200))
    #expect(totals.firstContact == Instant(seconds: 100))
    #expect(totals.covered == .seconds(250))
    let later = ledger.totals(within: window, now: Instant(seconds: 9000))
    #expect(later.contact == .seconds(300))
  }

  @Test("forgetting says from where on totals can be had")
  func forget() {
    var ledger = InfantLedger(startingAt: .zero, state: .contact)
    for second in stride(from: 100.0, to: 1000, by: 100) {
      _ = ledger.change(to: .contact, at: Instant(seconds: second))
    }
    #expect(ledger.detailFrom == .zero)
    ledger.forget(before: Instant(seconds: 350))
    #expect(ledger.detailFrom == Instant(seconds: 350))
    #expect(ledger.spans.first?.to == Instant(seconds: 400))
    let window = ledger.detailFrom..<Instant(seconds: 1000)
    #expect(ledger.totals(within: window, now: Instant(seconds: 1000)).covered == .seconds(650))
  }

  @Test("random bookings and histories: spans touch, never overlap, and add up", arguments: 0..<50)
  func property(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var ledger = InfantLedger(startingAt: .zero, state: .unobserved("start"))
    var now = 0.0
    for _ in 0..<120 {
      now += .random(in: 0...300, using: &generator)
      if Int.random(in: 0..<4, using: &generator) > 0 {
        let back = Double.random(in: 0...400, using: &generator)
        _ = ledger.change(
          to: Self.state(&generator), at: Instant(seconds: max(0, now - back)))
      } else {
        Self.fillAtRandom(&ledger, until: now, &generator)
      }
      Self.expectSound(ledger, now: max(now, ledger.openFrom.seconds))
    }
  }

  private static func fillAtRandom(
    _ ledger: inout InfantLedger, until now: Double, _ generator: inout SeededGenerator
  ) {
    var evidence: [LedgerSpan] = []
    var cursor = Double.random(in: 0...max(1, now), using: &generator)
    for _ in 0..<5 {
      let end = cursor + .random(in: 1...500, using: &generator)
      evidence.append(span(state(&generator), cursor, end))
      cursor = end
    }
    let before = ledger
    let filled = ledger.fill(evidence)
    let observed = before.spans.filter { !$0.isUnobserved }
    #expect(observed.allSatisfy(ledger.spans.contains), "an observed span was touched")
    for piece in filled {
      #expect(!observed.contains { $0.from < piece.to && piece.from < $0.to })
      #expect(!piece.isUnobserved && piece.length > .zero)
    }
    let gained = filled.reduce(TimeLength.zero) { $0 + $1.length }
    let end = Instant(seconds: now)
    let lost =
      before.totals(within: everything, now: end).unobserved
      - ledger.totals(within: everything, now: end).unobserved
    #expect(gained == lost)
  }

  private static func expectSound(_ ledger: InfantLedger, now: Double) {
    var cursor = ledger.coveredFrom
    for span in ledger.spans {
      #expect(span.from == cursor && span.from < span.to)
      cursor = span.to
    }
    #expect(cursor == ledger.openFrom)
    let totals = ledger.totals(within: everything, now: Instant(seconds: now))
    #expect(totals.covered == Instant(seconds: now) - ledger.coveredFrom)
  }

  private static func state(_ generator: inout SeededGenerator) -> ContactState {
    [.contact, .noContact, .unobserved("a"), .unobserved("b")].randomElement(using: &generator)
      ?? .contact
  }
}
