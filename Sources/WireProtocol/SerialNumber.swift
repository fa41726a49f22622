/// The number that the factory gave a board; unique among all boards, never zero on a real one.
///
/// Written for people in decimal, as on the board's label.
public struct SerialNumber: Hashable, Comparable, Sendable, LosslessStringConvertible {
  public let number: UInt64

  @inlinable public init(_ number: UInt64) { self.number = number }

  /// Reads decimal digits, or hexadecimal ones after `0x`; nil for anything else.
  public init?(_ description: String) {
    let isHexadecimal = description.hasPrefix("0x")
    let digits = isHexadecimal ? description.dropFirst(2) : description[...]
    guard digits.first?.isHexDigit == true,
      let number = UInt64(digits, radix: isHexadecimal ? 16 : 10)
    else { return nil }
    self.number = number
  }

  public var description: String { String(number) }

  public static func < (left: SerialNumber, right: SerialNumber) -> Bool {
    left.number < right.number
  }
}

/// Encodes as text, as not every reader of JSON keeps all digits of a 64-bit number.
extension SerialNumber: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let serial = SerialNumber(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "a serial number is decimal digits, or 0x and digits, not \"\(text)\"")
    }
    self = serial
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
