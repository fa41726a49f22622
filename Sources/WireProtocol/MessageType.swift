/// What a frame says; unknown numbers are kept, so that old gateways live with new boards.
///
/// Range: 0x01 to 0x7F come from a board, 0x80 to 0xFE from the gateway, 0x00 and 0xFF never occur.
public struct MessageType: RawRepresentable, Hashable, Codable, Sendable {
  public let rawValue: UInt8

  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let report = MessageType(rawValue: 0x01)
  public static let identity = MessageType(rawValue: 0x02)
  public static let historyRecord = MessageType(rawValue: 0x03)
  public static let historyEnd = MessageType(rawValue: 0x04)
  public static let selfTestResult = MessageType(rawValue: 0x05)
  public static let done = MessageType(rawValue: 0x06)
  public static let refused = MessageType(rawValue: 0x07)

  public static let poll = MessageType(rawValue: 0x81)
  public static let identify = MessageType(rawValue: 0x82)
  public static let setPeriod = MessageType(rawValue: 0x83)
  public static let selfTest = MessageType(rawValue: 0x84)
  public static let historyRead = MessageType(rawValue: 0x85)
  public static let historyAcknowledge = MessageType(rawValue: 0x86)

  /// Who may send this type; nil for the two numbers that nobody may send.
  @inlinable public var direction: Direction? {
    switch rawValue {
    case 0x01...0x7F: .fromBoard
    case 0x80...0xFE: .fromGateway
    default: nil
    }
  }
}
