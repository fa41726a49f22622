import CareModel

/// How full the outbox is, for one destination or for all together.
public struct OutboxFill: Hashable, Sendable {
  /// Waiting for this destination's acknowledgement, or for anyone's.
  public var rows: Int64
  /// On the disk, about.
  public var bytes: Int64
  /// When the oldest of them was queued.
  public var oldest: Instant?
  /// Held for all destinations together, which is what the limit is about, in bytes.
  public var heldBytes: Int64
  public var limit: OutboxLimit
  /// Thinned since the database was begun.
  public var thinnedRows: Int64
  /// Refused for good by this destination, or by any, since the database was begun.
  public var refusedRows: Int64

  public init(
    rows: Int64, bytes: Int64, oldest: Instant?, heldBytes: Int64, limit: OutboxLimit,
    thinnedRows: Int64, refusedRows: Int64
  ) {
    self.rows = rows
    self.bytes = bytes
    self.oldest = oldest
    self.heldBytes = heldBytes
    self.limit = limit
    self.thinnedRows = thinnedRows
    self.refusedRows = refusedRows
  }

  /// Of the limit in bytes; above 1 when what is never thinned is more than that.
  public var share: Double {
    limit.bytes > 0 ? Double(heldBytes) / Double(limit.bytes) : heldBytes > 0 ? 1 : 0
  }

  /// In how many days the first detail is thinned if it fills on as it did since the oldest row.
  ///
  /// Nil when nothing waits, or for less than an hour: too short to tell a rate from.
  public func daysLeft(at now: Instant) -> Double? {
    guard let oldest, rows > 0 else { return nil }
    let age = now - oldest
    guard age >= .hours(1) else { return nil }
    let ageDays = age.seconds / 86_400
    let byAge = max(0, limit.days - ageDays)
    guard bytes > 0 else { return byAge }
    let bytesPerDay = Double(bytes) / ageDays
    return min(byAge, max(0, Double(limit.bytes - heldBytes)) / bytesPerDay)
  }
}
