/// Breaks text between words, so that what somebody has to do is never cut off.
enum TextWrapping {
  /// Lines of at most `columns` columns (at least one line); a word too long is broken itself.
  ///
  /// From the second line on, `hanging` columns are left for an indentation.
  static func lines(_ text: String, columns: Int, hanging: Int = 0) -> [String] {
    let words = SafeText.of(text).split(separator: " ").map(String.init)
    return lines(parts: words, columns: columns, hanging: hanging)
  }

  /// The same for parts that are kept whole, blanks within them included.
  static func lines(parts: [String], columns: Int, hanging: Int = 0) -> [String] {
    var lines: [String] = []
    var line = ""
    func limit() -> Int { max(2, lines.isEmpty ? columns : columns - hanging) }
    for part in parts {
      if line.isEmpty {
        line = part
      } else if DisplayWidth.of(line) + 1 + DisplayWidth.of(part) <= limit() {
        line += " " + part
      } else {
        lines.append(line)
        line = part
      }
      while DisplayWidth.of(line) > limit() {
        let head = prefix(of: line, columns: limit())
        lines.append(head)
        line.removeFirst(head.count)
      }
    }
    return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
  }

  private static func prefix(of text: String, columns: Int) -> String {
    var head = ""
    var used = 0
    for character in text {
      used += DisplayWidth.of(character)
      // One character is always taken, or a glyph wider than the column would never end.
      if used > columns, !head.isEmpty { break }
      head.append(character)
    }
    return head
  }
}
