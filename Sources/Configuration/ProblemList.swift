/// Collects the problems of one file, so that a reader is told all of them at once.
struct ProblemList: Sendable {
  let file: String
  private var found: [ConfigurationProblem] = []

  init(file: String) { self.file = file }

  var hasErrors: Bool { found.contains { $0.severity == .error } }

  /// In the order of the file's lines, each problem once.
  var sorted: [ConfigurationProblem] {
    var seen: Set<ConfigurationProblem> = []
    let ordered = found.enumerated().sorted {
      ($0.element.line, $0.element.column, $0.offset)
        < ($1.element.line, $1.element.column, $1.offset)
    }
    return ordered.map(\.element).filter { seen.insert($0).inserted }
  }

  mutating func error(_ position: FilePosition, _ message: String) {
    add(.error, position, message)
  }

  mutating func warning(_ position: FilePosition, _ message: String) {
    add(.warning, position, message)
  }

  private mutating func add(
    _ severity: ConfigurationProblem.Severity, _ position: FilePosition, _ message: String
  ) {
    found.append(
      ConfigurationProblem(
        file: file, line: position.line, column: position.column, severity: severity,
        message: message))
  }
}
