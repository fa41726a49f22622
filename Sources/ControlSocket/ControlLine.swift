import NIOCore

/// How replies are written on the wire: lines of UTF-8, errors marked by what they begin with.
enum ControlLine {
  static let errorMark = "error: "
  private static let newline = UInt8(ascii: "\n")

  /// Appends a line of a normal reply; text of several lines becomes several lines.
  static func append(_ text: String, to buffer: inout ByteBuffer) {
    for line in text.utf8.split(separator: newline, omittingEmptySubsequences: false) {
      // A space in front keeps a normal line from being read as an error.
      if isError(line) { buffer.writeInteger(UInt8(ascii: " ")) }
      buffer.writeSubstring(Substring(line))
      buffer.writeInteger(newline)
    }
  }

  /// An error is one line, whatever its text holds.
  static func error(_ text: String) -> ByteBuffer {
    let words = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return ByteBuffer(string: errorMark + words + "\n")
  }

  /// The text of an error's line, or nil for a line of a normal reply.
  static func errorText(of line: String) -> String? {
    isError(line.utf8[...]) ? String(line.utf8.dropFirst(errorMark.utf8.count)) : nil
  }

  private static func isError(_ line: Substring.UTF8View) -> Bool {
    line.starts(with: errorMark.utf8)
  }
}
