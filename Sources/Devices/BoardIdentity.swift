import CareModel
import WireProtocol

/// What a board says of itself; what it leaves out is nil.
public struct BoardIdentity: Hashable, Codable, Sendable {
  /// One to 32 characters of printable ASCII.
  public var firmwareVersion: String?
  public var hardwareRevision: UInt16?
  /// The highest version of the protocol that the board speaks.
  public var highestVersion: UInt8?
  /// Which measured values the board has sensors for.
  public var measured: [FieldTag]?
  public var reportPeriod: TimeLength?
  public var historyPeriod: TimeLength?
  /// How many records the board can hold before it overwrites the oldest.
  public var historyCapacity: UInt32?

  public init() {}
}
