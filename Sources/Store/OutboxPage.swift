/// Some rows that a destination has not acknowledged, the oldest first.
public struct OutboxPage: Hashable, Sendable {
  public var rows: [OutboxRow]
  /// Every row up to this number was looked at: reading goes on behind it.
  public var readThrough: Int64
  /// Nothing was left in what was asked for.
  public var isLast: Bool
  /// Tells one database from the next, when a damaged one was set aside in between.
  public var era: Int64

  public init(rows: [OutboxRow], readThrough: Int64, isLast: Bool, era: Int64) {
    self.rows = rows
    self.readThrough = readThrough
    self.isLast = isLast
    self.era = era
  }
}
