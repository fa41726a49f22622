/// Reports names that stand in the file a second time.
struct UniqueNames<Name: Hashable & Sendable>: Sendable {
  private let what: String
  private var lines: [Name: Int] = [:]
  private var owners: [Name: String] = [:]

  /// `what` is how messages call these names.
  init(_ what: String) { self.what = what }

  /// Nothing in the file may have this name, because something else has it.
  mutating func reserve(_ name: Name, for owner: String) { owners[name] = owner }

  /// `shown` is the name as the message says it.
  mutating func add(
    _ name: Name, shown: String? = nil, at position: FilePosition, _ problems: inout ProblemList
  ) {
    if let owner = owners[name] {
      problems.error(
        position, "\(what) `\(shown ?? "\(name)")` is taken by \(owner): choose another")
    } else if let line = lines[name] {
      problems.error(
        position, "\(what) `\(shown ?? "\(name)")` is used in line \(line) already")
    } else {
      lines[name] = position.line
    }
  }
}
