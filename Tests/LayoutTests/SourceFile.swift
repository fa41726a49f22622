import Foundation

/// One text file: its lines as written, and the same lines with comments and strings blanked.
struct SourceFile: Sendable {
  /// From the package's root, such as `Sources/CareModel/Instant.swift`.
  let path: String
  let lines: [String]
  let code: [String]

  init(path: String) throws {
    let text = try String(contentsOf: SourceTree.root.appending(path: path), encoding: .utf8)
    self.init(path: path, text: text)
  }

  init(path: String, text: String) {
    self.path = path
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
    let code = CodeText.blanked(text)
    self.code = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var name: String { (path as NSString).lastPathComponent }

  /// The name up to a plus sign or the dot: what the file is about.
  var subject: String {
    String(name.prefix { $0 != "." && $0 != "+" })
  }

  /// The folder under `Sources` or `Tests`: the target that the file belongs to.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 1 ? String(parts[1]) : ""
  }

  /// Every module that the file imports, with the line's number from 1.
  var imports: [(module: String, line: Int)] {
    matches(of: /^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:public |internal |private |package )?import (.+)$/)
      .map { match, line in
        let words = match.output.1.split(separator: " ")
        // `import struct Foundation.Data` names a kind first.
        let module = words.count > 1 ? words[1] : words[0]
        return (String(module.prefix { $0 != "." }), line)
      }
  }

  /// Where `pattern` matches the code, with the number of the line, from 1.
  func matches<Output>(of pattern: Regex<Output>) -> [(match: Regex<Output>.Match, line: Int)] {
    code.enumerated().flatMap { index, line in
      line.matches(of: pattern).map { ($0, index + 1) }
    }
  }
}
