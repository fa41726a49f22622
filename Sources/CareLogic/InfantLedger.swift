import CareModel

/// The booked time of one infant: closed spans, and the one that is still open.
///
/// Spans touch, never overlap, and together cover everything since the infant came into care.
public struct InfantLedger: Hashable, Codable, Sendable {
  public internal(set) var spans: [LedgerSpan] = []
  public internal(set) var openState: ContactState
  public internal(set) var openFrom: Instant
  public let coveredFrom: Instant
  /// From where on every span is still held; totals of earlier windows can no longer be computed.
  public internal(set) var detailFrom: Instant
  /// Where the earliest contact of all began that has ended, also where its detail was given up.
  var firstEndedContact: Instant?

  public init(startingAt start: Instant, state: ContactState) {
    openState = state
    openFrom = start
    coveredFrom = start
    detailFrom = start
  }

  /// Ends the open span at `boundary` and opens the next; returns what was closed, if it has a length.
  public mutating func change(to state: ContactState, at boundary: Instant) -> LedgerSpan? {
    let boundary = max(boundary, openFrom)
    let closed = LedgerSpan(state: openState, from: openFrom, to: boundary)
    openState = state
    openFrom = boundary
    guard closed.length > .zero else { return nil }
    spans.append(closed)
    note(closed)
    return closed
  }

  /// When the infant's first contact began, as far as this ledger was kept.
  public var firstContact: Instant? {
    firstEndedContact ?? (openState == .contact ? openFrom : nil)
  }

  private mutating func note(_ span: LedgerSpan) {
    guard span.state == .contact else { return }
    firstEndedContact = firstEndedContact.map { min($0, span.from) } ?? span.from
  }

  /// What was booked within `window`, the open span reaching to `now`.
  public func totals(within window: Range<Instant>, now: Instant) -> LedgerTotals {
    var totals = LedgerTotals()
    for span in spans where span.to > window.lowerBound { totals.add(span, within: window) }
    if openFrom < now {
      totals.add(LedgerSpan(state: openState, from: openFrom, to: now), within: window)
    }
    return totals
  }

  /// Puts late evidence where nothing was observed; observed spans are never touched.
  ///
  /// Returns the pieces that were filled, in order.
  public mutating func fill(_ evidence: [LedgerSpan]) -> [LedgerSpan] {
    var filled: [LedgerSpan] = []
    var result: [LedgerSpan] = []
    for span in spans {
      guard span.isUnobserved else {
        result.append(span)
        continue
      }
      var cursor = span.from
      for piece in evidence where !piece.isUnobserved {
        let from = max(cursor, piece.from)
        let to = min(span.to, piece.to)
        guard from < to else { continue }
        if cursor < from { result.append(LedgerSpan(state: span.state, from: cursor, to: from)) }
        let insert = LedgerSpan(state: piece.state, from: from, to: to)
        result.append(insert)
        filled.append(insert)
        note(insert)
        cursor = to
      }
      if cursor < span.to {
        result.append(LedgerSpan(state: span.state, from: cursor, to: span.to))
      }
    }
    spans = result
    return filled
  }

  /// Forgets closed spans that ended before `instant`; their days are long booked.
  public mutating func forget(before instant: Instant) {
    guard let first = spans.first, first.to < instant else { return }
    spans.removeAll { $0.to < instant }
    detailFrom = max(detailFrom, instant)
  }
}
