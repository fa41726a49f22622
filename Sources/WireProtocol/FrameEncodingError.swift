/// Why a frame cannot be put on the wire.
public enum FrameEncodingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Header, fields and checksum are more than a frame can hold.
  case frameTooLong(payloadBytes: Int)
  /// One field's value is more than its length byte can say.
  case fieldTooLong(tag: FieldTag, bytes: Int)
  /// The type belongs to the other side than the header says.
  case wrongDirection(MessageType)

  public var description: String {
    switch self {
    case .frameTooLong(let bytes):
      "the frame has \(bytes) bytes and may have \(WireLimits.payloadBytes): send fewer fields"
    case .fieldTooLong(let tag, let bytes):
      "field \(tag.rawValue) has \(bytes) bytes and may have 255: shorten its value"
    case .wrongDirection(let type):
      "message type \(type.rawValue) belongs to the other side: use a type of this sender"
    }
  }
}
