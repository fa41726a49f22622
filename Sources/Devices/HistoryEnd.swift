/// The end of an answer to a history read.
public struct HistoryEnd: Hashable, Codable, Sendable {
  /// What the board holds; nil where it holds nothing.
  public var stored: StoredRecords?
  /// How many records were overwritten before anybody read them; nil where the board is silent.
  public var recordsLost: UInt32?

  public init(stored: StoredRecords? = nil, recordsLost: UInt32? = nil) {
    self.stored = stored
    self.recordsLost = recordsLost
  }
}
