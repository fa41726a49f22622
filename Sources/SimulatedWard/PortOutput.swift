import CareModel

/// What a driver of the simulated ward sees happen on one port.
public struct PortOutput: Hashable, Sendable {
  public enum Event: Hashable, Sendable {
    case bytes([UInt8])
    case cableOut
    case cableIn
  }

  public var port: PortIdentifier
  public var at: Instant
  public var event: Event
}
