import CareModel

/// Everything that the shells hand to the core.
public enum GatewayInput: Hashable, Sendable {
  case opened(PortIdentifier)
  case bytes(PortIdentifier, [UInt8])
  case closed(PortIdentifier)
  case ward(WardInput)
  /// Everything through this input, by its number, is on disk: boards may forget what it held.
  case saved(through: Int64)
  /// Nothing but that time has passed.
  case tick
}
