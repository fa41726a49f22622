import Testing

/// One wrong file and every problem it has.
struct Row: CustomTestStringConvertible, Sendable {
  let name: String
  /// The lines of `SmallFile` that are replaced.
  let changes: [Int: String]
  /// `line:column: severity: message`, in order.
  let problems: [String]
  var testDescription: String { name }

  init(_ name: String, _ changes: [Int: String], _ problems: [String]) {
    self.name = name
    self.changes = changes
    self.problems = problems
  }
}
