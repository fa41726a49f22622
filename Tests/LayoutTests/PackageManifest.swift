/// What Package.swift declares, read as text.
struct PackageManifest {
  /// The names that each target's `dependencies` lists.
  private(set) var dependencies: [String: Set<String>] = [:]

  init(_ file: SourceFile) {
    let text = file.lines.map { $0.prefix(while: { $0 != "/" }) == $0[...] ? $0 : Self.code($0) }
      .joined(separator: "\n")
    let products = Self.products(in: text)
    for call in text.matches(of: /\.(?:target|executableTarget|systemLibrary|testTarget)\(/) {
      let body = Self.balanced(text[call.range.upperBound...])
      guard let name = body.firstMatch(of: /name:\s*"(\w+)"/)?.output.1 else { continue }
      dependencies[String(name), default: []] = Self.dependencies(in: body, products)
    }
  }

  /// A line without its comment; addresses keep their slashes.
  private static func code(_ line: String) -> String {
    guard let comment = line.firstRange(of: "// ") else { return line }
    return String(line[..<comment.lowerBound])
  }

  /// `let nioCore = ...product(name: "NIOCore"` gives nioCore its module.
  private static func products(in text: String) -> [String: String] {
    let pattern = /let (\w+) = Target\.Dependency\.product\(\s*name: "(\w+)"/
    let found = text.matches(of: pattern).map { (String($0.output.1), String($0.output.2)) }
    return Dictionary(found, uniquingKeysWith: { first, _ in first })
  }

  private static func dependencies(
    in body: Substring, _ products: [String: String]
  ) -> Set<String> {
    guard let start = body.firstMatch(of: /dependencies:\s*\[/) else { return [] }
    let list = balanced(body[start.range.upperBound...])
    let withoutPackages = list.replacing(/package: "[\w.-]+"/, with: "")
    let quoted = withoutPackages.matches(of: /"(\w+)"/).map { String($0.output.1) }
    let words = withoutPackages.replacing(/"\w+"/, with: "").matches(of: /\w+/)
    return Set(quoted + words.compactMap { products[String($0.output)] })
  }

  /// What stands before the bracket that closes one opened just before `text`.
  private static func balanced(_ text: Substring) -> Substring {
    var depth = 1
    for index in text.indices {
      switch text[index] {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      default: break
      }
      if depth == 0 { return text[..<index] }
    }
    return text
  }
}
