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
  /// What outputs are to show from now on.
  case announced(Annunciation)
  /// A line of a chip fails, or (nil) works again; what is wrong, in words.
  case line(name: String, failure: String?)
  /// What the station's page was asked for, or why it cannot be served.
  case station(String, isTrouble: Bool)
  /// Somebody has acted at a page or a station: who, what, from where; each stands in the log.
  case act(String)
  /// Something is wrong with the gateway itself.
  case trouble(String)
}
