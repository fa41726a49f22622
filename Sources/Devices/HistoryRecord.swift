import CareModel

/// A reading that a board stored while nobody listened.
///
/// It was taken `uptimeMilliseconds` into the boot `bootCounter`; the header beside it says how
/// far the board's present boot has come, so that the gateway can place it.
public struct HistoryRecord: Hashable, Codable, Sendable {
  public var cursor: UInt32
  public var bootCounter: UInt32
  public var uptimeMilliseconds: UInt64
  public var reading: Reading
  /// What the board still holds, where it says so, as it does on a bus.
  public var stored: StoredRecords?

  public init(
    cursor: UInt32, bootCounter: UInt32, uptimeMilliseconds: UInt64, reading: Reading,
    stored: StoredRecords? = nil
  ) {
    self.cursor = cursor
    self.bootCounter = bootCounter
    self.uptimeMilliseconds = uptimeMilliseconds
    self.reading = reading
    self.stored = stored
  }
}
