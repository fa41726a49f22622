/// How far one port's traffic has come through the core; a driver of virtual time waits on it.
public struct PortProgress: Hashable, Sendable {
  /// Bytes received and stepped.
  public var steppedBytes = 0
  /// Bytes that the port has taken to send.
  public var sentBytes = 0
  public var timesOpened = 0
  public var timesClosed = 0

  public init() {}
}
