import CareModel

/// Who had the infant on the chest, as assigned, over time.
public struct ProviderTimeline: Hashable, Codable, Sendable {
  private struct Change: Hashable, Codable {
    var from: Instant
    var provider: Provider
  }

  private var changes: [Change]

  /// - Parameter provider: holds for all time before the first change, too.
  public init(_ provider: Provider) {
    changes = [Change(from: .zero, provider: provider)]
  }

  /// Hands the infant over at `now`; what came before stays with whoever had it.
  public mutating func hand(to provider: Provider, at now: Instant) {
    if changes.last?.provider == provider { return }
    if changes.last?.from == now { changes.removeLast() }
    changes.append(Change(from: now, provider: provider))
  }

  /// Cuts a stretch wherever another provider took over.
  public func pieces(of span: LedgerSpan) -> [(span: LedgerSpan, provider: Provider)] {
    var pieces: [(span: LedgerSpan, provider: Provider)] = []
    for (index, change) in changes.enumerated() {
      let begin = index == 0 ? span.from : max(span.from, change.from)
      let end = index + 1 < changes.count ? min(span.to, changes[index + 1].from) : span.to
      guard begin < end else { continue }
      let piece = LedgerSpan(state: span.state, from: begin, to: end)
      pieces.append((piece, change.provider))
    }
    return pieces
  }

  /// Forgets hand-overs before `instant`, apart from the one that still holds then.
  public mutating func forget(before instant: Instant) {
    while changes.count > 1, changes[1].from <= instant { changes.removeFirst() }
  }
}
