import CareModel
import GatewayCore

/// What somebody beside the core may want to see: the live table, the log, a recorder.
public enum Observation: Sendable {
  case event(CareEvent, at: Instant)
  case taken(WardInput, at: Instant)
  case notice(LinkNotice)
  /// Something is wrong with the gateway itself.
  case trouble(String)
}
