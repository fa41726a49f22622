import Testing

/// One place that breaks a rule of the layout, with what to do about it.
struct Violation: CustomStringConvertible {
  var path: String
  var line: Int
  var advice: String

  var description: String { "\(path):\(line): \(advice)" }
}

extension [Violation] {
  /// Makes each an issue of its own, so that the report lists every place.
  func report(sourceLocation: SourceLocation = #_sourceLocation) {
    for violation in self {
      Issue.record("\(violation)", sourceLocation: sourceLocation)
    }
  }
}
