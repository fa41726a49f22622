import CareModel

/// A booked stretch of one state on the gateway's timeline.
public struct LedgerSpan: Hashable, Codable, Sendable {
  public var state: ContactState
  public var from: Instant
  public var to: Instant

  public init(state: ContactState, from: Instant, to: Instant) {
    self.state = state
    self.from = from
    self.to = to
  }

  public var length: TimeLength { to - from }

  public var isUnobserved: Bool {
    if case .unobserved = state { true } else { false }
  }
}

/// How long each state lasted within a window.
public struct LedgerTotals: Hashable, Codable, Sendable {
  public var contact = TimeLength.zero
  public var noContact = TimeLength.zero
  public var unobserved = TimeLength.zero
  public var firstContact: Instant?

  public init() {}

  public var covered: TimeLength { contact + noContact + unobserved }

  mutating func add(_ span: LedgerSpan, within window: Range<Instant>) {
    let from = max(span.from, window.lowerBound)
    let to = min(span.to, window.upperBound)
    guard from < to else { return }
    switch span.state {
    case .contact:
      contact += to - from
      if firstContact.map({ from < $0 }) ?? true { firstContact = from }
    case .noContact: noContact += to - from
    case .unobserved: unobserved += to - from
    }
  }
}
