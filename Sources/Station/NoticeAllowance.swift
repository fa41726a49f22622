import CareModel

/// Keeps a stranger from filling the log: refusals beyond so many a minute are counted, not told.
///
/// What was done is always told; the limits of acts bound it.
struct NoticeAllowance: Sendable {
  /// Enough to see who it was, too few to wear out a card.
  static let refusalsPerMinute = 60

  private var bucket: TokenBucket
  private var untold = 0

  init(at now: Instant) { bucket = TokenBucket(perMinute: Self.refusalsPerMinute, at: now) }

  /// What is to be told of this one; with it, how many were not told before.
  mutating func told(of notice: StationNotice, at now: Instant) -> [StationNotice] {
    guard notice.isRefusal else { return [notice] }
    guard bucket.take(at: now) == nil else {
      untold += 1
      return []
    }
    guard untold > 0 else { return [notice] }
    defer { untold = 0 }
    return [.refusalsNotTold(count: untold), notice]
  }
}
