import CareModel
import GatewayCore
import Store

/// What somebody beside the core may want to see: the live table, the log, a recorder.
public enum Observation: Sendable {
  case event(CareEvent, at: Instant)
  case taken(WardInput, at: Instant)
  case notice(LinkNotice)
  /// A port was opened, or could not be, or was lost; in words that say what to do.
  case port(PortIdentifier, isOpen: Bool, String)
  /// A message for places outside, on its way to the disk.
  case queued(OutgoingMessage)
  /// A connection onwards came about or ended, or (nil) something of it is worth a line.
  case uplink(isConnected: Bool?, String)
  /// Something is wrong with the gateway itself.
  case trouble(String)
}
