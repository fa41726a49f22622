/// What a port did since it was made.
public struct SerialStatistics: Hashable, Sendable {
  public var isOpen = false
  public var timesOpened = 0
  /// Failed attempts whose reason was that of the attempt before, so that no event told of them.
  public var repeatedFailures = 0
  public var receivedBytes = 0
  /// Handed to the kernel; a wire that is cut later still loses them.
  public var sentBytes = 0
  /// Writes refused whole because the port was closed or its outgoing buffer full.
  public var droppedWrites = 0
  public var droppedBytes = 0

  public init() {}
}
