/// Takes pseudo-terminals with termios and every other port with libserialport.
public struct DefaultOpener: SerialOpener {
  private let real: any SerialOpener
  private let pseudo: any SerialOpener

  public init(
    real: any SerialOpener = LibserialportOpener(),
    pseudo: any SerialOpener = PseudoTerminalOpener()
  ) {
    self.real = real
    self.pseudo = pseudo
  }

  public func open(_ settings: SerialSettings) throws(SerialError) -> OpenedSerialPort {
    let device = try DevicePath(resolving: settings.path)
    return try (device.isPseudoTerminal ? pseudo : real).open(settings)
  }
}
