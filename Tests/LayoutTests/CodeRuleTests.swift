import Testing

struct CodeRuleTests {
  @Test(arguments: CodeRule.pure)
  func pureTargetsDecideFromTheirInputsAlone(_ rule: CodeRule) throws {
    let pure = try SourceTree.swiftFiles(below: ["Sources"]).filter { file in
      ImportList.pure.contains(file.target) && ImportList.allowedInFile[file.path] == nil
    }
    #expect(pure.count > 50)
    try pure.flatMap(rule.violations).report()
  }

  @Test(arguments: CodeRule.safe)
  func sourcesNeitherCrashNorHideErrors(_ rule: CodeRule) throws {
    try SourceTree.swiftFiles(below: ["Sources"]).flatMap(rule.violations).report()
  }

  /// Where the compiler is told to believe us; the list is empty, and a name in it needs a reason.
  private static let maySkipChecks: Set<String> = []

  @Test func concurrencyChecksAreSkippedNowhereElse() throws {
    for file in try SourceTree.swiftFiles(below: ["Sources", "Tests"]) {
      for (_, line) in file.matches(of: /@unchecked\s+Sendable|nonisolated\(unsafe\)/) {
        let above = line > 1 ? file.lines[line - 2].trimmingPrefix(/\s+/) : ""
        let isExplained = Self.maySkipChecks.contains(file.path) && above.hasPrefix("//")
        #expect(isExplained, "\(file.path):\(line): only at the C boundary, with its reason above")
      }
    }
  }

  @Test(arguments: [
    ("let now = Date()", "wall clock"), ("await gateway.take(x)", "waiting"),
    ("let pick = beds.randomElement()", "chance"), ("static var count = 0", "shared state"),
    ("print(view)", "input or output"), ("let clock = ContinuousClock()", "running clock"),
    ("let a = try! f()", "try!"), ("let a = try? f()", "try?"), ("let a = b as! C", "as!"),
    ("let a = beds.first!", "force unwrap"), ("fatalError(text)", "a deliberate crash"),
    ("struct AlarmManager {", "vague name"),
  ])
  func aRuleFindsWhatItForbids(_ code: String, _ name: String) throws {
    let file = SourceFile(path: "Sources/CareLogic/X.swift", text: "// \(code)\n  \(code)\n")
    let found = try (CodeRule.pure + CodeRule.safe).flatMap { rule in
      try rule.violations(in: file).map { (rule.name, $0.line) }
    }
    #expect(found.contains { $0 == (name, 2) })
    #expect(!found.contains { $0.1 == 1 })
  }

  @Test(arguments: [
    "if a != b { return !c }", "let text = \"try! fatalError(\"", "/* Date() */ let date = day",
    "guard let a = b as? C else { return }", "static let words = [\"await\"]",
    "let update = candidate(x)",
  ])
  func ordinaryCodeIsLeftAlone(_ code: String) throws {
    let file = SourceFile(path: "Sources/CareLogic/X.swift", text: code + "\n")
    #expect(try (CodeRule.pure + CodeRule.safe).flatMap { try $0.violations(in: file) }.isEmpty)
  }
}
