/// An open, configured terminal that nobody reads yet; whoever holds it closes it, once.
public struct OpenedSerialPort: Sendable {
  /// Non-blocking, close-on-exec, raw 8N1, claimed for this program alone.
  public let descriptor: CInt
  /// The device that the configured path stood for at this open.
  public let device: String

  public init(descriptor: CInt, device: String) {
    self.descriptor = descriptor
    self.device = device
  }
}

/// Opens one kind of serial port.
public protocol SerialOpener: Sendable {
  /// Opens the port; may take seconds with a sick USB adapter, so never call it on an event loop.
  ///
  /// Symbolic links are followed anew at each call.
  func open(_ settings: SerialSettings) throws(SerialError) -> OpenedSerialPort
}
