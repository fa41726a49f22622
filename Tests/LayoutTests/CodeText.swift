/// Swift or C text without what is not code, so that words in comments and strings count for nothing.
enum CodeText {
  /// The same bytes, with comments and the insides of strings replaced by spaces; line ends stay.
  static func blanked(_ text: String) -> String {
    var bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let span = notCode.first { starts(bytes, at: index, with: $0.opening) }
      guard let span else {
        index += 1
        continue
      }
      let end = end(of: span, in: bytes, from: index + span.opening.count)
      for inside in index..<end where bytes[inside] != newline { bytes[inside] = space }
      index = end
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private struct NotCode {
    var opening: [UInt8]
    var closing: [UInt8]
    var hasEscapes = false

    init(_ opening: String, _ closing: String, hasEscapes: Bool = false) {
      self.opening = Array(opening.utf8)
      self.closing = Array(closing.utf8)
      self.hasEscapes = hasEscapes
    }
  }

  /// The longer opening comes first where one begins with another.
  private static let notCode = [
    NotCode("//", "\n"), NotCode("/*", "*/"), NotCode("#\"", "\"#"), NotCode("\"\"\"", "\"\"\""),
    NotCode("\"", "\"", hasEscapes: true),
  ]
  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
  private static let backslash = UInt8(ascii: "\\")

  private static func end(of span: NotCode, in bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if starts(bytes, at: index, with: span.closing) { return index + span.closing.count }
      index += span.hasEscapes && bytes[index] == backslash ? 2 : 1
    }
    return bytes.count
  }

  private static func starts(_ bytes: [UInt8], at index: Int, with word: [UInt8]) -> Bool {
    guard index + word.count <= bytes.count else { return false }
    for offset in word.indices where bytes[index + offset] != word[offset] { return false }
    return true
  }
}
