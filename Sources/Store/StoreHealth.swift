/// How writing to the store goes, reported at each change.
public struct StoreHealth: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    case working
    /// The last attempt failed; `attempts` have failed in a row. What waits is tried again.
    case failing(StoreError, attempts: Int)
  }

  public var state: State
  /// Given up since the start, for want of room to keep them waiting.
  public var dropped: DroppedCounts
  /// Events since the start that were given a name which another event already had.
  public var conflictingEvents: Int
  /// Databases set aside since the start because a commit found them damaged.
  public var setAside: [SetAside]

  public static let working = StoreHealth(
    state: .working, dropped: DroppedCounts(), conflictingEvents: 0, setAside: [])
}
