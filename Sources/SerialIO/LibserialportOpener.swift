import CPseudoTerminal
import CSerialPort
import Glibc

/// Opens a real port (UART, USB adapter, CDC-ACM board) with libserialport.
public struct LibserialportOpener: SerialOpener {
  public init() {}

  public func open(_ settings: SerialSettings) throws(SerialError) -> OpenedSerialPort {
    let device = try DevicePath(resolving: settings.path)
    try requireTerminal(device, settings)
    var found: OpaquePointer?
    let lookup = sp_get_port_by_name(device.resolved, &found)
    guard lookup == SP_OK, let port = found else { throw failure(lookup, settings) }
    defer { sp_free_port(port) }
    let descriptor = Glibc.open(device.resolved, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw SerialError(path: settings.path, openingFailedWith: errno) }
    do {
      try claimAndConfigure(descriptor, port, settings)
    } catch {
      close(descriptor)
      throw error
    }
    return OpenedSerialPort(descriptor: descriptor, device: device.resolved)
  }

  private func claimAndConfigure(
    _ descriptor: CInt, _ port: OpaquePointer, _ settings: SerialSettings
  ) throws(SerialError) {
    // Before libserialport opens it: that alone changes the line under whoever holds the port.
    try PortClaim.lock(descriptor, path: settings.path)
    try configure(port, settings)
    try PortClaim.refuseOtherOpens(descriptor, path: settings.path)
    // libserialport leaves VMIN 0, where silence reads as the end of the file, and the event loop
    // would close a port that is merely quiet.
    let failedWith = serial_port_tell_silence_from_end(descriptor)
    guard failedWith == 0 else {
      throw SerialError(path: settings.path, openingFailedWith: failedWith)
    }
  }

  /// Looks before libserialport does: its own answer to a wrong path is "invalid argument".
  private func requireTerminal(_ device: DevicePath, _ settings: SerialSettings) throws(SerialError)
  {
    var status = stat()
    guard stat(device.resolved, &status) == 0 else {
      throw SerialError(path: settings.path, openingFailedWith: errno)
    }
    let detail: String? =
      switch status.st_mode & S_IFMT {
      case S_IFCHR where device.isPseudoTerminal:
        "it is a pseudo-terminal, use the opener for those"
      case S_IFCHR: nil
      case S_IFDIR: "it is a directory"
      case S_IFREG: "it is a file"
      default: "it is not a terminal device"
      }
    if let detail {
      throw SerialError(path: settings.path, reason: .notASerialPort(detail: detail))
    }
  }

  /// Sets the line through a handle of libserialport's own, closed again on return: the settings
  /// are the device's, and a descriptor of ours is close-on-exec from the start, unlike its own.
  private func configure(_ port: OpaquePointer, _ settings: SerialSettings) throws(SerialError) {
    let opening = sp_open(port, SP_MODE_READ_WRITE)
    guard opening == SP_OK else { throw failure(opening, settings) }
    defer { sp_close(port) }
    var made: OpaquePointer?
    let making = sp_new_config(&made)
    guard making == SP_OK, let line = made else { throw failure(making, settings) }
    defer { sp_free_config(line) }
    guard settings.baud > 0, let baud = CInt(exactly: settings.baud) else {
      throw SerialError(path: settings.path, reason: .unsupportedSpeed(baud: settings.baud))
    }
    for answer in [
      sp_set_config_bits(line, 8), sp_set_config_parity(line, SP_PARITY_NONE),
      sp_set_config_stopbits(line, 1), sp_set_config_flowcontrol(line, SP_FLOWCONTROL_NONE),
      sp_set_config(port, line),
    ] where answer != SP_OK {
      throw failure(answer, settings)
    }
    // Alone and last, so that a refusal can only mean the speed.
    guard sp_set_baudrate(port, baud) == SP_OK else {
      throw SerialError(path: settings.path, reason: .unsupportedSpeed(baud: settings.baud))
    }
    try requireSpeed(baud, port, line, settings)
  }

  /// Asks for the speed that the driver really runs: many round to what they can, silently, and
  /// then every frame is noise. Local choice: 3 %, because 8N1 bears 4 to 5 % between both ends.
  private func requireSpeed(
    _ baud: CInt, _ port: OpaquePointer, _ line: OpaquePointer, _ settings: SerialSettings
  ) throws(SerialError) {
    let asking = sp_get_config(port, line)
    guard asking == SP_OK else { throw failure(asking, settings) }
    var actual: CInt = -1
    // A driver that cannot say its speed (below zero) is believed.
    guard sp_get_config_baudrate(line, &actual) == SP_OK, actual >= 0 else { return }
    guard abs(Int(actual) - Int(baud)) * 100 <= 3 * Int(baud) else {
      throw SerialError(path: settings.path, reason: .unsupportedSpeed(baud: settings.baud))
    }
  }

  /// Call it at once after the failure: the errno behind it does not last.
  private func failure(_ answer: sp_return, _ settings: SerialSettings) -> SerialError {
    let failedWith = sp_last_error_code()
    return switch answer {
    case SP_ERR_FAIL: SerialError(path: settings.path, openingFailedWith: failedWith)
    case SP_ERR_MEM: SerialError(path: settings.path, openingFailedWith: ENOMEM)
    default:
      SerialError(
        path: settings.path, reason: .notASerialPort(detail: "libserialport does not know it"))
    }
  }
}
