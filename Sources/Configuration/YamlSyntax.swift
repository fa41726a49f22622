import Yams

/// Puts the YAML library's complaints into words that help, with their place.
enum YamlSyntax {
  static func report(_ error: YamlError, in lines: SourceLines, _ problems: inout ProblemList) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      let place = YamlTree.position(mark)
      if let tab = lines.indentingTab(line: place.line) {
        problems.error(tab, "a tab in the indentation: write spaces instead")
        return
      }
      let during = context.map { ", \($0.text) of line \($0.mark.line)" } ?? ""
      problems.error(place, "not valid YAML: \(problem)\(during)")
    case .composer(_, let problem, let mark, _):
      let place = YamlTree.position(mark)
      let message =
        problem.contains("another document")
        ? "a second document begins here (`---`): a configuration is one document"
        : "not valid YAML: \(problem)"
      problems.error(place, message)
    case .reader(let problem, _, _, _):
      problems.error(lines.controlCharacter ?? .start, "not a text file: \(problem)")
    case .memory:
      problems.error(.start, "lists and maps are nested too deeply")
    default:
      problems.error(.start, "not valid YAML: \(error)")
    }
  }
}
