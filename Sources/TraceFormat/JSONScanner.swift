/// Reads JSON values one after the other from a line of bytes, without building a tree.
///
/// A trace has millions of small flat objects; reading them in place is what makes a replay quick.
package struct JSONScanner {
  private let bytes: [UInt8]
  package private(set) var position: Int
  private let end: Int

  package init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    position = start
    self.end = end
  }

  /// The next byte after white space, not consumed; nil at the end.
  package mutating func peek() -> UInt8? {
    while position < end {
      let byte = bytes[position]
      if byte != 0x20, byte != 0x09, byte != 0x0D, byte != 0x0A { return byte }
      position += 1
    }
    return nil
  }

  mutating func expect(_ character: Unicode.Scalar) throws(TraceProblem) {
    guard let byte = peek(), byte == UInt8(ascii: character) else {
      throw problem("expected '\(character)'")
    }
    position += 1
  }

  /// Consumes `character` if it comes next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = peek(), byte == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// A string without escapes as a range of bytes; nil when it has escapes and must be read by `string`.
  mutating func plainString() throws(TraceProblem) -> Range<Int>? {
    let before = position
    try expect("\"")
    let start = position
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return start..<(position - 1)
      }
      if byte == UInt8(ascii: "\\") {
        position = before
        return nil
      }
      position += 1
    }
    throw problem("a string without an end")
  }

  package mutating func string() throws(TraceProblem) -> String {
    if let range = try plainString() { return text(range) }
    try expect("\"")
    var unescaped: [UInt8] = []
    while position < end {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: unescaped, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        unescaped.append(contentsOf: String(try escape()).utf8)
      } else {
        unescaped.append(byte)
      }
    }
    throw problem("a string without an end")
  }

  package mutating func number() throws(TraceProblem) -> Double {
    _ = peek()
    let start = position
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var isSimple = true
    let isNegative = position < end && bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    var isFraction = false
    while position < end {
      let byte = bytes[position]
      if byte >= 0x30, byte <= 0x39 {
        digits += 1
        if digits <= 15 { mantissa = mantissa * 10 + UInt64(byte - 0x30) } else { isSimple = false }
        if isFraction { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      {
        isSimple = false
      } else {
        break
      }
      position += 1
    }
    guard digits > 0 else { throw problem("expected a number") }
    if isSimple {
      // Up to 15 digits and a power of ten up to 22 divide exactly rounded.
      let magnitude = Double(mantissa) / Self.powersOfTen[decimals]
      return isNegative ? -magnitude : magnitude
    }
    guard let number = Double(text(start..<position)), number.isFinite else {
      throw problem("'\(text(start..<position))' is no number")
    }
    return number
  }

  mutating func boolean() throws(TraceProblem) -> Bool {
    if takeWord("true") { return true }
    if takeWord("false") { return false }
    throw problem("expected true or false")
  }

  package mutating func null() -> Bool { takeWord("null") }

  /// Passes over one value of whatever kind, at most 32 levels deep.
  package mutating func skip(depth: Int = 0) throws(TraceProblem) {
    guard depth < 32 else { throw problem("values nested too deeply") }
    guard let byte = peek() else { throw problem("expected a value") }
    switch byte {
    case UInt8(ascii: "{"):
      try members { scanner, _ throws(TraceProblem) in try scanner.skip(depth: depth + 1) }
    case UInt8(ascii: "["):
      try elements { scanner throws(TraceProblem) in try scanner.skip(depth: depth + 1) }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try boolean()
    case UInt8(ascii: "n"): if !null() { throw problem("expected a value") }
    default: _ = try number()
    }
  }

  /// Calls `member` for each key of an object; it must consume the value.
  package mutating func members(
    _ member: (inout JSONScanner, String) throws(TraceProblem) -> Void
  ) throws(TraceProblem) {
    try expect("{")
    if take("}") { return }
    repeat {
      let key = try string()
      try expect(":")
      try member(&self, key)
    } while take(",")
    try expect("}")
  }

  /// Calls `element` for each element of an array; it must consume it.
  package mutating func elements(
    _ element: (inout JSONScanner) throws(TraceProblem) -> Void
  ) throws(TraceProblem) {
    try expect("[")
    if take("]") { return }
    repeat { try element(&self) } while take(",")
    try expect("]")
  }

  /// Fails unless nothing but white space is left.
  package mutating func finish() throws(TraceProblem) {
    if peek() != nil { throw problem("something follows the object") }
  }

  package func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func problem(_ message: String) -> TraceProblem {
    TraceProblem("\(message) at byte \(position)")
  }

  func byte(_ index: Int) -> UInt8 { bytes[index] }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    _ = peek()
    let length = word.utf8CodeUnitCount
    guard position + length <= end else { return false }
    let matches = word.withUTF8Buffer { letters in
      for index in 0..<length where bytes[position + index] != letters[index] { return false }
      return true
    }
    if matches { position += length }
    return matches
  }

  private mutating func escape() throws(TraceProblem) -> Character {
    guard position < end else { throw problem("a string without an end") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Character(Unicode.Scalar(byte))
    case UInt8(ascii: "u"): return Character(try unicodeEscape())
    default: throw problem("an escape that JSON does not have")
    }
  }

  private mutating func unicodeEscape() throws(TraceProblem) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    position += 2
    let second = try hexadecimal()
    guard second >= 0xDC00, second <= 0xDFFF else { return "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(TraceProblem) -> UInt32 {
    // A sign would be read as part of a number, and is no digit.
    guard position + 4 <= end, bytes[position] != UInt8(ascii: "+"),
      bytes[position] != UInt8(ascii: "-"),
      let value = UInt32(text(position..<position + 4), radix: 16)
    else { throw problem("expected four hexadecimal digits") }
    position += 4
    return value
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
