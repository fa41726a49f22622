/// What one board did, as status and logs count it.
public struct BoardCounters: Hashable, Codable, Sendable {
  public var frames = 0
  /// Frames that the sequence numbers show to be missing.
  public var lost = 0
  public var repeated = 0
  public var restarts = 0
  public var wentBack = 0
  /// Counts of uptime that began again within one boot.
  public var wrapped = 0
  /// History records of another boot, or whose place on the timeline is too doubtful.
  public var unplaceable = 0

  public init() {}
}
