import Store

/// What a delivery wants to be done.
public enum DeliveryEffect: Hashable, Sendable {
  case connect
  /// The connection is to be taken down, or is down already.
  case disconnect(reason: String)
  /// Asks the outbox where to go on.
  case place
  /// Asks the outbox for rows behind one number and up to another.
  case read(DeliveryLane.Name, after: Int64, through: Int64)
  case send(OutboxRow)
  /// The destination has the row: it leaves the outbox.
  case acknowledge(Int64)
  /// The destination will never take the row: it is set aside.
  case refuse(Int64, reason: String)
  /// Acknowledgements are to be put on the disk now.
  case note
}
