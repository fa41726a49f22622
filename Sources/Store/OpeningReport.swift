/// What opening a store found, for the log and for the alarm.
public enum OpeningReport: Hashable, Sendable {
  /// There was nothing, and a new database was begun.
  case created
  case opened
  /// The names of the last migrations applied before and after.
  case migrated(from: String, to: String)
  /// What was there is no sound database: it is kept, and a new one was begun. Raise an alarm.
  case setAside(SetAside)
}

/// A damaged database that was moved out of the way and kept.
public struct SetAside: Hashable, Sendable {
  /// Where it is now; its write-ahead log, if it had one, is beside it.
  public var path: String
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}
