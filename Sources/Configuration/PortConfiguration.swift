import CareModel

/// One serial line and how its boards are heard.
public struct PortConfiguration: Hashable, Sendable {
  /// Polled lines carry addresses, streaming lines cannot.
  public enum Traffic: Hashable, Sendable {
    /// One board, which reports by itself.
    case streaming
    /// Boards at `addresses` (1 to 247, at least one), each asked once in `period` (1 to 60 s).
    case polled(addresses: [UInt8], period: TimeLength)
  }

  public var name: PortIdentifier
  /// An absolute path, best under `/dev/serial/by-id/`.
  public var path: String
  /// Bits a second, one of the usual speeds from 9600 to 921,600.
  public var baud: Int
  public var traffic: Traffic

  public init(name: PortIdentifier, path: String, baud: Int, traffic: Traffic) {
    self.name = name
    self.path = path
    self.baud = baud
    self.traffic = traffic
  }
}

/// The words of `mode` in the file.
enum PortMode: String, Sendable, CaseIterable {
  case streaming, polled
}
