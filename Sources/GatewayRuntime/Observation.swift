import CareModel
import GatewayCore

/// What somebody beside the core may want to see: the live table, the log, a recorder.
public enum Observation: Sendable {
  case event(CareEvent, at: Instant)
  case taken(WardInput, at: Instant)
  case notice(LinkNotice)
  /// A port was opened, or could not be, or was lost; in words that say what to do.
  case port(PortIdentifier, isOpen: Bool, String)
  /// Something is wrong with the gateway itself.
  case trouble(String)
}
