import CareModel

/// When acknowledgements are put on the disk: seldom, since each commit wears the card.
///
/// They also ride along with the store's own commits, so that it comes to this only when
/// much is acknowledged at once.
struct NotingPlan: Hashable, Sendable {
  private(set) var unnoted = 0
  private var firstAt: Instant?
  private var lastNote: Instant?
  private var isNoting = false

  /// At most one commit in this time.
  private static let atMostEvery = TimeLength.seconds(1)
  /// So many are worth a commit of their own at once.
  private static let worthACommit = 500
  /// The store itself commits that often.
  private static let within = TimeLength.seconds(40)
  /// Beyond it nothing more is sent until the disk takes them: memory is bounded.
  private static let most = 50_000

  var isFull: Bool { unnoted >= Self.most }

  mutating func add(at now: Instant) {
    unnoted += 1
    firstAt = firstAt ?? now
  }

  var due: Instant? {
    guard !isNoting, let firstAt else { return nil }
    let earliest = lastNote.map { $0 + Self.atMostEvery } ?? firstAt
    return unnoted >= Self.worthACommit ? earliest : max(earliest, firstAt + Self.within)
  }

  mutating func begin(at now: Instant) -> Bool {
    guard let due, due <= now else { return false }
    isNoting = true
    lastNote = now
    return true
  }

  mutating func end(left: Int, at now: Instant) {
    isNoting = false
    unnoted = left
    firstAt = left > 0 ? now : nil
  }
}
