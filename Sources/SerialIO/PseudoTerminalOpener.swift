import Glibc

/// Opens the slave of a pseudo-terminal with plain termios.
public struct PseudoTerminalOpener: SerialOpener {
  public init() {}

  public func open(_ settings: SerialSettings) throws(SerialError) -> OpenedSerialPort {
    let device = try DevicePath(resolving: settings.path).resolved
    let descriptor = Glibc.open(device, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw SerialError(path: settings.path, openingFailedWith: errno) }
    do {
      try configure(descriptor, settings)
    } catch {
      close(descriptor)
      throw error
    }
    return OpenedSerialPort(descriptor: descriptor, device: device)
  }

  private func configure(_ descriptor: CInt, _ settings: SerialSettings) throws(SerialError) {
    try PortClaim.lock(descriptor, path: settings.path)
    var line = termios()
    guard tcgetattr(descriptor, &line) == 0 else {
      throw SerialError(path: settings.path, openingFailedWith: errno)
    }
    cfmakeraw(&line)
    line.c_cflag &= ~(tcflag_t(CSTOPB) | tcflag_t(CRTSCTS))
    line.c_cflag |= tcflag_t(CLOCAL | CREAD)
    guard settings.baud > 0, let speed = speed_t(exactly: settings.baud),
      cfsetspeed(&line, speed) == 0
    else {
      throw SerialError(path: settings.path, reason: .unsupportedSpeed(baud: settings.baud))
    }
    guard tcsetattr(descriptor, TCSANOW, &line) == 0 else {
      throw SerialError(path: settings.path, openingFailedWith: errno)
    }
  }
}
