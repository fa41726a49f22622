/// What every frame from a board says about the board itself.
public struct BoardHeader: Hashable, Codable, Sendable {
  public var kind: DeviceKind
  public var serial: SerialNumber
  /// How often the board has started; one more after each start.
  public var bootCounter: UInt32
  /// Time since that start, in milliseconds, when the frame was sent.
  public var uptimeMilliseconds: UInt64

  @inlinable public init(
    kind: DeviceKind, serial: SerialNumber, bootCounter: UInt32, uptimeMilliseconds: UInt64
  ) {
    self.kind = kind
    self.serial = serial
    self.bootCounter = bootCounter
    self.uptimeMilliseconds = uptimeMilliseconds
  }
}
