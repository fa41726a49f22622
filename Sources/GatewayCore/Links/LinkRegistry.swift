import CareModel
import Devices
import WireProtocol

/// Which boards the configuration knows, by factory serial number, and what each is called here.
public struct LinkRegistry: Sendable {
  public struct Entry: Hashable, Sendable {
    public var device: DeviceIdentifier
    public var kind: DeviceKind
    /// The report period that the board shall have; nil leaves the board's own.
    public var reportPeriod: TimeLength?

    public init(device: DeviceIdentifier, kind: DeviceKind, reportPeriod: TimeLength?) {
      self.device = device
      self.kind = kind
      self.reportPeriod = reportPeriod
    }
  }

  private let entries: [SerialNumber: Entry]

  public init(_ entries: [SerialNumber: Entry]) { self.entries = entries }

  subscript(serial: SerialNumber) -> Entry? { entries[serial] }
}

/// How a port is spoken on.
public enum LinkMode: Hashable, Sendable {
  /// One board a line, which reports by itself.
  case streaming
  /// Several boards on one line, each asked in turn; the line's speed sets the time-outs.
  case polled(addresses: [UInt8], period: TimeLength, baud: Int)
}
