import Store

/// What happens to a delivery.
public enum DeliveryInput: Hashable, Sendable {
  case tick
  /// What the destination said of its present connection.
  case told(DestinationEvent)
  /// The destination did not take a row that was to be sent.
  case notTaken(OutboxRow)
  /// The answer to `DeliveryEffect.place`.
  case placed(OutboxPlace)
  /// The answer to `DeliveryEffect.read`.
  case read(DeliveryLane.Name, OutboxPage)
  /// The store could not answer; nil: to `DeliveryEffect.place`.
  case unreadable(DeliveryLane.Name?)
  /// New messages were committed.
  case committed
  /// The answer to `DeliveryEffect.note`: so many are still not on the disk.
  case noted(left: Int)
}
