import CareModel

/// What the shells are to do, in order.
public enum GatewayEffect: Hashable, Sendable {
  case event(CareEvent)
  case send(PortIdentifier, [UInt8])
  /// What the ward took, for recording.
  case taken(WardInput, at: Instant)
  case notice(LinkNotice)
  /// What outputs are to show from now on; it comes before anything that waits for a disk.
  case announce(Annunciation)
  /// What is booked of an infant's contact has changed: worth saving at once.
  case transition
}
