/// A place in a configuration file; both numbers count from 1, columns in Unicode scalars.
struct FilePosition: Hashable, Comparable, Sendable {
  var line: Int
  var column: Int

  static let start = FilePosition(line: 1, column: 1)

  static func < (left: FilePosition, right: FilePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A value together with the place where it stands in the file.
struct Located<Value: Sendable>: Sendable {
  var value: Value
  var position: FilePosition
}
