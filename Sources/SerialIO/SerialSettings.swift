/// Which serial port to open and at what speed; always 8 data bits, no parity, 1 stop bit.
public struct SerialSettings: Hashable, Sendable {
  /// A device path; best one below /dev/serial/by-id, which survives a re-plug.
  public var path: String
  /// Bits a second, such as 115200.
  public var baud: Int

  public init(path: String, baud: Int = 115_200) {
    self.path = path
    self.baud = baud
  }
}
