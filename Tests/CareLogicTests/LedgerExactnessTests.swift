import CareLogic
import CareModel
import Foundation
import TestSupport
import Testing

/// The ledger beside a list of seconds: whatever is booked, filled, forgotten or saved, sums are exact.
@Suite("Hours over any window are exact")
struct LedgerExactnessTests {
  /// One letter a ten seconds; what the ledger should say, kept the slow way.
  private struct Plain {
    static let grain = 10.0
    var cells: [ContactState] = []

    mutating func set(_ state: ContactState, _ from: Int, _ to: Int) {
      while cells.count < to { cells.append(state) }
      for cell in from..<to { cells[cell] = state }
    }

    func count(_ window: Range<Int>, _ wanted: (ContactState) -> Bool) -> TimeLength {
      let inside = window.clamped(to: 0..<cells.count)
      return .seconds(Double(cells[inside].count(where: wanted)) * Self.grain)
    }
  }

  private static func instant(_ cell: Int) -> Instant {
    Instant(seconds: Double(cell) * Plain.grain)
  }

  private static func state(_ random: inout SeededGenerator) -> ContactState {
    [.contact, .noContact, .unobserved("a"), .unobserved("b")].randomElement(using: &random)
      ?? .contact
  }

  @Test("changes, late fills, saving and forgetting, against a list of cells", arguments: 0..<60)
  func exact(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var ledger = InfantLedger(startingAt: .zero, state: .unobserved("start"))
    var plain = Plain()
    var open = ContactState.unobserved("start")
    var openFrom = 0
    var now = 0
    var horizon = 0
    for _ in 0..<150 {
      let then = now + Int.random(in: 1...900, using: &random)
      plain.set(open, openFrom, then)
      now = then
      switch Int.random(in: 0..<8, using: &random) {
      case 0:
        Self.fill(&ledger, &plain, upTo: openFrom, &random)
      case 1:
        horizon = max(horizon, now - 8640)
        ledger.forget(before: Self.instant(horizon))
      case 2:
        ledger = try JSONDecoder().decode(
          InfantLedger.self, from: JSONEncoder().encode(ledger))
      default:
        let boundary = max(openFrom, now - Int.random(in: 0...60, using: &random))
        open = Self.state(&random)
        _ = ledger.change(to: open, at: Self.instant(boundary))
        openFrom = boundary
        plain.set(open, boundary, now)
      }
      for _ in 0..<4 {
        let from = Int.random(in: horizon...now, using: &random)
        let window = from..<min(now, from + 8640)
        Self.expectEqual(ledger, plain, window, now: now)
      }
    }
  }

  private static func fill(
    _ ledger: inout InfantLedger, _ plain: inout Plain, upTo end: Int,
    _ random: inout SeededGenerator
  ) {
    var evidence: [LedgerSpan] = []
    let detail = Int(ledger.detailFrom.seconds / Plain.grain)
    guard detail < end else { return }
    var cursor = Int.random(in: detail..<end, using: &random)
    for _ in 0..<6 {
      let to = min(end, cursor + Int.random(in: 1...400, using: &random))
      guard cursor < to else { break }
      let state = state(&random)
      evidence.append(LedgerSpan(state: state, from: instant(cursor), to: instant(to)))
      for cell in cursor..<to where plain.cells[cell].isUnobserved && !state.isUnobserved {
        plain.cells[cell] = state
      }
      cursor = to
    }
    _ = ledger.fill(evidence)
  }

  private static func expectEqual(
    _ ledger: InfantLedger, _ plain: Plain, _ window: Range<Int>, now: Int
  ) {
    let totals = ledger.totals(
      within: instant(window.lowerBound)..<instant(window.upperBound), now: instant(now))
    #expect(totals.contact == plain.count(window) { $0 == .contact })
    #expect(totals.noContact == plain.count(window) { $0 == .noContact })
    #expect(totals.unobserved == plain.count(window) { $0.isUnobserved })
    #expect(totals.covered == instant(window.upperBound) - instant(window.lowerBound))
    let first = plain.cells[window].firstIndex(of: .contact)
    #expect(totals.firstContact == first.map { instant($0) })
  }

  @Test("the first contact of all outlives its detail, and a late fill may bring it forward")
  func firstContact() {
    var ledger = InfantLedger(startingAt: .zero, state: .unobserved("start"))
    #expect(ledger.firstContact == nil)
    _ = ledger.change(to: .contact, at: Self.instant(100))
    #expect(ledger.firstContact == Self.instant(100))
    _ = ledger.change(to: .noContact, at: Self.instant(200))
    _ = ledger.fill([LedgerSpan(state: .contact, from: Self.instant(40), to: Self.instant(50))])
    #expect(ledger.firstContact == Self.instant(40))
    ledger.forget(before: Self.instant(190))
    #expect(ledger.firstContact == Self.instant(40))
  }

  @Test("a saved ledger whose parts do not match is refused")
  func damaged() throws {
    var ledger = InfantLedger(startingAt: .zero, state: .unobserved("start"))
    _ = ledger.change(to: .contact, at: Self.instant(100))
    let text = String(decoding: try JSONEncoder().encode(ledger), as: UTF8.self)
    for (part, other) in [
      ("\"states\":[2]", "\"states\":[7]"), ("\"states\":[2]", "\"states\":[]"),
    ] {
      let broken = text.replacingOccurrences(of: part, with: other)
      #expect(broken != text)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(InfantLedger.self, from: Data(broken.utf8))
      }
    }
  }
}

extension ContactState {
  fileprivate var isUnobserved: Bool { if case .unobserved = self { true } else { false } }
}
