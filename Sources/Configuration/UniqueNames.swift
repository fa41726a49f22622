/// Reports names that stand in the file a second time.
struct UniqueNames<Name: Hashable & Sendable>: Sendable {
  private let what: String
  private var lines: [Name: Int] = [:]

  /// `what` is how messages call these names.
  init(_ what: String) { self.what = what }

  /// `shown` is the name as the message says it.
  mutating func add(
    _ name: Name, shown: String? = nil, at position: FilePosition, _ problems: inout ProblemList
  ) {
    if let line = lines[name] {
      problems.error(
        position, "\(what) `\(shown ?? "\(name)")` is used in line \(line) already")
    } else {
      lines[name] = position.line
    }
  }
}
