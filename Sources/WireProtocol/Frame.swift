/// One whole message of the sensor protocol with its envelope, checked and unpacked.
public struct Frame: Hashable, Sendable {
  /// Who sent the frame, with what only that side's header has.
  public enum Origin: Hashable, Sendable {
    case board(BoardHeader)
    /// Serial number 0 means whoever has the address.
    case gateway(target: SerialNumber)
  }

  /// A bus address that every board hears and none answers; only the gateway may use it.
  public static let broadcastAddress: UInt8 = 255

  public var version: UInt8
  public var messageType: MessageType
  /// 0 point to point, 1 to 247 on a bus, 255 broadcast.
  public var address: UInt8
  /// The sender's own count of frames, which wraps.
  public var sequence: UInt16
  public var origin: Origin
  public var fields: FieldList

  public init(
    version: UInt8 = WireLimits.version, messageType: MessageType, address: UInt8,
    sequence: UInt16, origin: Origin, fields: FieldList = FieldList()
  ) {
    self.version = version
    self.messageType = messageType
    self.address = address
    self.sequence = sequence
    self.origin = origin
    self.fields = fields
  }

  /// The board's header; nil on a frame from the gateway.
  public var boardHeader: BoardHeader? {
    if case .board(let header) = origin { header } else { nil }
  }
}
