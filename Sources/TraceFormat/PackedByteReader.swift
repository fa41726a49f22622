/// Reads the bytes of a packed block one after the other, and never beyond its end.
struct PackedByteReader {
  private let bytes: [UInt8]
  private let end: Int
  private(set) var position: Int

  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    self.end = end
    position = start
  }

  var isAtEnd: Bool { position >= end }
  var remaining: Int { end - position }
  var malformed: PackedSamplesError { .malformed(offset: position) }

  mutating func byte() throws(PackedSamplesError) -> UInt8 {
    guard position < end else { throw malformed }
    defer { position += 1 }
    return bytes[position]
  }

  /// Seven bits a byte, the lowest first, in the fewest bytes: 64 bits take ten.
  mutating func number() throws(PackedSamplesError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, through: 63, by: 7) {
      let next = try byte()
      value |= UInt64(next & 0x7F) << UInt64(shift)
      if next < 0x80 {
        // The tenth byte holds the last bit, and a last byte of zero says nothing.
        guard shift < 63 || next <= 1, next > 0 || shift == 0 else { throw malformed }
        return value
      }
    }
    throw malformed
  }

  /// A signed number, in which the small ones of either sign are short.
  mutating func signedNumber() throws(PackedSamplesError) -> Int64 {
    let folded = try number()
    return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
  }

  /// A length that lies within what is left.
  mutating func length() throws(PackedSamplesError) -> Int {
    let length = try number()
    guard length <= UInt64(remaining) else { throw malformed }
    return Int(length)
  }

  mutating func text() throws(PackedSamplesError) -> String {
    let length = try length()
    guard let text = String(validating: bytes[position..<position + length], as: UTF8.self) else {
      throw malformed
    }
    position += length
    return text
  }
}

extension [UInt8] {
  /// The counterpart of `PackedByteReader.number`.
  mutating func append(packed number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// The counterpart of `PackedByteReader.signedNumber`.
  mutating func append(packedSigned number: Int64) {
    append(packed: UInt64(bitPattern: (number << 1) ^ (number >> 63)))
  }
}
