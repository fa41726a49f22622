import CareModel
import SerialIO

/// One simulated line as the demo's driver sees it: a pseudo-terminal under a fixed name.
struct DemoPort {
  let port: PortIdentifier
  /// Nil while the cable is out.
  var terminal: PseudoTerminal?
  /// Whether the gateway has it open, as far as it has told.
  var isOpen = false
  var timesOpened = 0
  var timesClosed = 0
  /// Bytes written towards the gateway, and read from it, since the start.
  var writtenBytes = 0
  var readBytes = 0
}
