import Testing

/// Something that code must not say, and what to do instead.
struct CodeRule: Sendable, CustomTestStringConvertible {
  var name: String
  /// Matched against code without comments and strings.
  var pattern: String
  var advice: String

  var testDescription: String { name }

  func violations(in file: SourceFile) throws -> [Violation] {
    let regex = try Regex(pattern)
    return file.matches(of: regex).map { _, line in
      Violation(path: file.path, line: line, advice: "\(name): \(advice)")
    }
  }

  /// What a decision must not depend on; a replay would give another answer.
  static let pure = [
    CodeRule(
      name: "wall clock", pattern: #"\bDate\(|\bclock_gettime\b|\bgettimeofday\b"#,
      advice: "take the time as an input, as WardInput.clock does"),
    CodeRule(
      name: "running clock",
      pattern: #"\b(ContinuousClock|SuspendingClock|DispatchTime|ProcessInfo)\b"#,
      advice: "take the instant as a parameter"),
    CodeRule(
      name: "chance",
      pattern: #"\bSystemRandomNumberGenerator\b|\.random\(|\.randomElement\(|\.shuffled\(\)"#
        + #"|\.shuffle\(\)|\bUUID\(|\bhashValue\b|\bHasher\("#,
      advice: "decide from the inputs; a simulation draws from SeededGenerator"),
    CodeRule(
      name: "waiting", pattern: #"\bawait\b|\basync\b|\bTask\s*[.{(]"#,
      advice: "return what is to be done, and let a shell wait"),
    CodeRule(
      name: "input or output",
      pattern: #"(^\s*|[{;=(]\s*)(print|debugPrint|readLine)\("#
        + #"|\b(fopen|getenv|FileManager|FileHandle)\b"#,
      advice: "return what is to be told, and let a shell tell it"),
    CodeRule(
      name: "shared state",
      pattern: #"^\s*(public |private |fileprivate )?static var [^{]*=|\bMutex\b"#,
      advice: "keep state in the value that is stepped"),
  ]

  /// What ends the program or hides an error, wherever it stands in Sources.
  static let safe = [
    CodeRule(
      name: "try!", pattern: #"\btry!"#, advice: "throw a typed error that says what to do"),
    CodeRule(
      name: "try?", pattern: #"\btry\?"#, advice: "catch the error and say what follows from it"),
    CodeRule(name: "as!", pattern: #"\bas!"#, advice: "use as? and handle the other case"),
    CodeRule(
      name: "force unwrap", pattern: #"[\w)\]]!(?![=])"#,
      advice: "unwrap with if, guard or ??"),
    CodeRule(
      name: "a deliberate crash", pattern: #"\b(fatalError|preconditionFailure|abort)\("#,
      advice: "no input may end the program: return or throw"),
    CodeRule(
      name: "vague name",
      pattern: #"\b(struct|class|enum|actor|protocol|typealias)\s+\w*(Manager|Helper|Util)s?\w*\b"#,
      advice: "name the type after what it is in the ward"),
  ]
}
