import Testing

/// Documents name types and files; a rename must not leave them behind.
struct DocumentTests {
  private static let documents = [
    "README.md", "docs/ALARMS.md", "docs/CONFIGURATION.md", "docs/DECISIONS.md",
    "docs/DETECTION.md", "docs/FLOW.md", "docs/MESSAGES.md", "docs/SECURITY.md",
    "docs/STATION.md", "docs/WIRING.md", "systemd/README.md", "Tests/bench/README.md",
    "Tests/browser/README.md", "Tests/vm/README.md", "Tests/vm/systemd/README.md",
  ]

  @Test(arguments: documents)
  func everyLinkLeadsSomewhere(_ path: String) throws {
    let file = try SourceTree.file(path)
    let folder = path.contains("/") ? path.prefix(through: path.lastIndex(of: "/")!) : ""
    for (index, line) in file.lines.enumerated() {
      for link in line.matches(of: /\]\(([^)#]+)\)/) where !link.output.1.contains("://") {
        let target = folder + link.output.1
        let found = SourceTree.exists(String(target))
        #expect(found, "\(path):\(index + 1): there is no \(target)")
      }
    }
  }

  /// In these a name in backticks that looks like a type, or a member of one, is in the code.
  @Test(arguments: [
    "docs/ALARMS.md", "docs/DECISIONS.md", "docs/DETECTION.md", "docs/FLOW.md", "docs/MESSAGES.md",
    "docs/SECURITY.md", "docs/STATION.md", "docs/WIRING.md",
  ])
  func everyNamedTypeExists(_ path: String) throws {
    let code = try SourceTree.files(below: ["Sources", "Tests"], extensions: ["swift"])
    let words = Set(code.flatMap(\.code).flatMap { $0.split { !$0.isLetter && !$0.isNumber } })
    for (index, line) in try SourceTree.file(path).lines.enumerated() {
      for name in line.matches(of: /`([A-Z][A-Za-z]+)(?:\.([a-z][A-Za-z]+))?(?:\([a-z:]*\))?`/) {
        for part in [name.output.1, name.output.2].compactMap({ $0 }) {
          let isKnown = words.contains(part)
          #expect(isKnown, "\(path):\(index + 1): the code has no \(part)")
        }
      }
    }
  }
}
