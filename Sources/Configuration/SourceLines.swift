/// The file's text by lines and columns as YAML counts them.
struct SourceLines: Sendable {
  private var lines: [[Unicode.Scalar]]

  init(_ text: String) {
    var scalars = Array(text.unicodeScalars)
    // A byte order mark is no part of the text.
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var lines: [[Unicode.Scalar]] = [[]]
    for (index, scalar) in scalars.enumerated() {
      // A carriage return before a line feed ends no line of its own.
      if scalar == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { continue }
      if scalar == "\n" || scalar == "\r" {
        lines.append([])
      } else {
        lines[lines.count - 1].append(scalar)
      }
    }
    self.lines = lines
  }

  var text: String {
    var scalars = String.UnicodeScalarView()
    for (index, line) in lines.enumerated() {
      if index > 0 { scalars.append("\n") }
      scalars.append(contentsOf: line)
    }
    return String(scalars)
  }

  /// The last line that has text on it, for problems at the file's end.
  var end: FilePosition {
    let last = lines.lastIndex { !$0.isEmpty } ?? 0
    return FilePosition(line: last + 1, column: lines[last].count + 1)
  }

  /// The first character that no text file holds.
  var controlCharacter: FilePosition? {
    for (row, line) in lines.enumerated() {
      for (column, scalar) in line.enumerated() where Self.isControl(scalar) {
        return FilePosition(line: row + 1, column: column + 1)
      }
    }
    return nil
  }

  /// The tab in the indentation of a line, counted from 1, if it has one.
  func indentingTab(line: Int) -> FilePosition? {
    guard lines.indices.contains(line - 1) else { return nil }
    let indentation = lines[line - 1].prefix { $0 == " " || $0 == "\t" }
    guard let column = indentation.firstIndex(of: "\t") else { return nil }
    return FilePosition(line: line, column: column + 1)
  }

  /// Renames the next repeat of a key whose first occurrence is known, and says where it was.
  ///
  /// The new name is as long as the old one, so that every later column stays what it was. Returns
  /// nil where the repeat cannot be found, as for a key written in another way.
  mutating func renameRepeatedKey(
    _ key: String, first: FilePosition, number: Int
  ) -> FilePosition? {
    let wanted = Array(key.unicodeScalars)
    // From the private-use characters, which stand in no valid key; a hundred are enough to say.
    guard number < 100, let replacement = Unicode.Scalar(0xE000 + UInt32(number)),
      !wanted.isEmpty, lines.indices.contains(first.line - 1),
      let found = repeatInBlock(wanted, first) ?? repeatInFlow(wanted, first)
    else { return nil }
    let isQuoted = ["\"", "'"].contains(lines[found.line - 1][found.column - 1])
    lines[found.line - 1][found.column - (isQuoted ? 0 : 1)] = replacement
    return found
  }

  /// Keys of one block map all stand in the same column.
  private func repeatInBlock(_ key: [Unicode.Scalar], _ first: FilePosition) -> FilePosition? {
    let before = lines[first.line - 1].prefix(first.column - 1)
    guard !before.contains("{") else { return nil }
    for row in lines.indices.dropFirst(first.line) {
      let indentation = lines[row].prefix { $0 == " " }.count
      let rest = lines[row].dropFirst(indentation)
      guard let head = rest.first, head != "#" else { continue }
      if indentation < first.column - 1 { return nil }
      if indentation == first.column - 1, isKey(key, row: row, column: indentation) {
        return FilePosition(line: row + 1, column: first.column)
      }
    }
    return nil
  }

  /// Keys of a map in braces follow a brace or a comma, at any depth that is not deeper.
  private func repeatInFlow(_ key: [Unicode.Scalar], _ first: FilePosition) -> FilePosition? {
    var depth = 0
    for row in lines.indices.dropFirst(first.line - 1) {
      let from = row == first.line - 1 ? first.column : 0
      for column in lines[row].indices.dropFirst(from) {
        switch lines[row][column] {
        case "{", "[": depth += 1
        case "}", "]": depth -= 1
        default: break
        }
        if depth < 0 { return nil }
        let follows = column == 0 || [" ", ",", "{"].contains(lines[row][column - 1])
        if depth == 0, follows, isKey(key, row: row, column: column) {
          return FilePosition(line: row + 1, column: column + 1)
        }
      }
    }
    return nil
  }

  private func isKey(_ key: [Unicode.Scalar], row: Int, column: Int) -> Bool {
    var rest = lines[row].dropFirst(column)
    let quote = rest.first.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
    if quote != nil { rest = rest.dropFirst() }
    guard rest.starts(with: key) else { return false }
    rest = rest.dropFirst(key.count)
    if let quote {
      guard rest.first == quote else { return false }
      rest = rest.dropFirst()
    }
    return rest.first { $0 != " " } == ":"
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\t")
      || (0x7F...0x9F).contains(scalar.value)
        && scalar.value != 0x85
      || scalar == "\u{FEFF}"
      || scalar.value == 0xFFFE || scalar.value == 0xFFFF
  }
}
