/// Where a destination that connects goes on.
public struct OutboxPlace: Hashable, Sendable {
  /// Everything up to this number is acknowledged.
  public var acknowledgedThrough: Int64
  /// What comes behind this number is news; what is before it, backlog.
  public var liveAfter: Int64
  /// Tells one database from the next.
  public var era: Int64

  public init(acknowledgedThrough: Int64, liveAfter: Int64, era: Int64) {
    self.acknowledgedThrough = acknowledgedThrough
    self.liveAfter = liveAfter
    self.era = era
  }
}
