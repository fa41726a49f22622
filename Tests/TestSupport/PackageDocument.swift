import Foundation

/// A text of the package, by its path from the root; tests hold it against the code.
package struct PackageDocument {
  package static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Set, tests write what is made from the code in place of comparing it.
  package static var areRewritten: Bool {
    ProcessInfo.processInfo.environment["KMCD_WRITE_DOCS"] != nil
  }

  private let file: URL

  package init(_ path: String) { file = Self.root.appending(path: path) }

  package func text() throws -> String { try String(contentsOf: file, encoding: .utf8) }

  /// Whether `made` is what stands between the comment `part` and the next comment `end`.
  package func holds(_ made: String, as part: String) throws -> Bool {
    let text = try text()
    guard let begin = text.range(of: "<!-- \(part) -->\n"),
      let end = text.range(of: "<!-- end -->", range: begin.upperBound..<text.endIndex)
    else { return false }
    let whole = text.replacingCharacters(
      in: begin.upperBound..<end.lowerBound, with: made + "\n")
    if Self.areRewritten { try whole.write(to: file, atomically: true, encoding: .utf8) }
    return Self.areRewritten || text == whole
  }
}
