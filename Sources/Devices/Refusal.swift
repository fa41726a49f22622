import WireProtocol

/// A board's answer to a command that it will not carry out.
public struct Refusal: Error, Hashable, Codable, Sendable {
  /// Unknown numbers are kept.
  public struct Reason: RawRepresentable, Hashable, Codable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let unknownCommand = Reason(rawValue: 1)
    public static let badArgument = Reason(rawValue: 2)
    public static let busy = Reason(rawValue: 3)
    public static let notSupported = Reason(rawValue: 4)
  }

  public var command: MessageType
  public var reason: Reason

  public init(command: MessageType, reason: Reason) {
    self.command = command
    self.reason = reason
  }
}
