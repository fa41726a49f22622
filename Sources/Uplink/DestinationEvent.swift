/// What a destination tells while it is connected.
public enum DestinationEvent: Hashable, Sendable {
  /// Messages are taken now, at most `window` of them unacknowledged at a time (1 or more).
  case connected(window: Int)
  /// The other side has the message with this number for good.
  case acknowledged(Int64)
  /// The other side will never take the message with this number, however often it is sent.
  case refused(Int64, reason: String)
  /// The connection ended, or none came about; everything unacknowledged is to be sent again.
  case disconnected(reason: String)
}
