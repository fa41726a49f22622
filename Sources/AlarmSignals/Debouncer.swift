import CareModel

/// Makes one level of the many that a closing contact shows.
///
/// A level holds when the line has been quiet for `quiet`; until then the one before it does.
public struct Debouncer: Sendable {
  private let quiet: TimeLength
  private var level: Bool?
  private var lastEdge = Instant.zero
  private var isSettling = false
  /// Nil until the line has been quiet once, and after it was lost.
  public private(set) var settled: Bool?

  public init(quiet: TimeLength) { self.quiet = quiet }

  /// When the level will hold if nothing more happens; nil while it does.
  public var deadline: Instant? { isSettling ? lastEdge + quiet : nil }

  /// True while the line moves.
  public var isMoving: Bool { isSettling }

  /// What the line shows at `now`; `hasEdges` when it moved since it was last looked at, though it
  /// may be where it was.
  ///
  /// Returns the level when it begins to hold and is another than before.
  public mutating func step(_ level: Bool, hasEdges: Bool, at now: Instant) -> Bool? {
    if hasEdges || level != self.level {
      // What held until this edge has held, though nobody came to look in between.
      let change = hasEdges ? settle(at: now) : nil
      self.level = level
      lastEdge = now
      isSettling = true
      return change
    }
    return settle(at: now)
  }

  /// The line cannot be read: what it shows is not known until it has been quiet again.
  public mutating func lose() {
    level = nil
    settled = nil
    isSettling = false
  }

  private mutating func settle(at now: Instant) -> Bool? {
    guard isSettling, let level, now >= lastEdge + quiet else { return nil }
    isSettling = false
    guard settled != level else { return nil }
    settled = level
    return level
  }
}
