/// What happened on a serial port, in order.
public enum SerialEvent: Hashable, Sendable {
  case opened
  /// At least one byte, as it came off the line; chunk boundaries mean nothing.
  case bytes([UInt8])
  /// The port is closed, for this reason. Comes again without `opened` between only when the reason
  /// has changed (unplugged, then no such port); repeats of one reason are counted instead.
  case closed(SerialError)
}
