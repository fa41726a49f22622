/// Which history records a board holds, by their cursors, both ends included.
public struct StoredRecords: Hashable, Codable, Sendable {
  public var oldest: UInt32
  public var newest: UInt32

  public init(oldest: UInt32, newest: UInt32) {
    self.oldest = oldest
    self.newest = newest
  }
}
