/// The serial ports of a machine, who speaks on each, and what keeps others from being heard.
public struct DeviceListing: Hashable, Encodable, Sendable {
  /// A board that was heard.
  public struct Board: Hashable, Encodable, Sendable {
    /// As on the label, in decimal.
    public var serial: String
    /// Such as `binder`; `kind 7` where this version does not know it.
    public var kind: String
    public var firmware: String?
    public var periodSeconds: Double?
    public var frames: Int
    /// Its name in the configuration; nil where it is not there.
    public var device: String?
    /// What does not fit the configuration, in words.
    public var problem: String?

    public init(serial: String, kind: String, frames: Int) {
      self.serial = serial
      self.kind = kind
      self.frames = frames
    }

    enum CodingKeys: String, CodingKey {
      case serial, kind, firmware, frames, device, problem
      case periodSeconds = "period_s"
    }
  }

  public enum State: String, Hashable, Encodable, Sendable {
    /// It was listened to for the whole time.
    case heard
    /// The running gateway has it; boards and counts are what the gateway knows.
    case inGateway = "in-gateway"
    /// In the configuration, and not on this machine now.
    case absent
    case denied
    case busy
    /// The system's own console, which is left alone.
    case console
    case failed
  }

  public struct Port: Hashable, Encodable, Sendable {
    /// What to write into a configuration: the configured path, else a steady name, else the device.
    public var path: String
    /// Where the path leads, such as /dev/ttyUSB0; nil while it leads nowhere.
    public var device: String?
    public var steadyPaths: [String] = []
    /// Its name in the configuration; nil where it is not there.
    public var name: String?
    public var text: String?
    public var driver: String?
    /// Four hexadecimal digits each, such as `0403:6001`.
    public var usb: String?
    public var usbSerial: String?
    public var state: State
    public var frames = 0
    public var rejected = 0
    public var bytes = 0
    public var boards: [Board] = []
    /// What is wrong and what to type, in words.
    public var advice: String?

    public init(path: String, state: State) {
      self.path = path
      self.state = state
    }

    enum CodingKeys: String, CodingKey {
      case path, device, name, text, driver, usb, state, frames, rejected, bytes, boards, advice
      case steadyPaths = "steady_paths"
      case usbSerial = "usb_serial"
    }
  }

  public var ports: [Port]
  /// Whether the running gateway answered.
  public var gatewayAnswers: Bool
  /// Devices of the configuration that no port has heard.
  public var devicesNotHeard: [String]

  public init(ports: [Port], gatewayAnswers: Bool, devicesNotHeard: [String]) {
    self.ports = ports
    self.gatewayAnswers = gatewayAnswers
    self.devicesNotHeard = devicesNotHeard
  }

  enum CodingKeys: String, CodingKey {
    case ports
    case gatewayAnswers = "gateway_answers"
    case devicesNotHeard = "devices_not_heard"
  }
}
