import Foundation
import TestSupport

@testable import Configuration

/// The documents that are made from the catalogue, and the text that they should have.
enum Documents {
  static let folder = PackageDocument.root.appending(path: "docs")

  static let reference = folder.appendingPathComponent("CONFIGURATION.md")
  static let example = folder.appendingPathComponent("kmcd.example.yaml")

  static func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }

  /// The reference with every table made anew.
  static func madeReference(from text: String) -> String {
    var lines: [String] = []
    var isSkipping = false
    for line in text.components(separatedBy: "\n") {
      if line == "<!-- end -->" { isSkipping = false }
      if !isSkipping { lines.append(line) }
      if line.hasPrefix("<!-- table: "), line.hasSuffix(" -->") {
        let name = line.dropFirst("<!-- table: ".count).dropLast(" -->".count)
        lines += table(section: name == "top" ? "" : String(name))
        isSkipping = true
      } else if line == "<!-- orders -->" {
        lines += SettingOrder.all.map {
          "- `\($0.lower)` \($0.mayBeEqual ? "at most" : "below") `\($0.upper)`"
        }
        isSkipping = true
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The example with its commented settings made anew.
  static func madeExample(from text: String) -> String {
    var lines: [String] = []
    var isSkipping = false
    for line in text.components(separatedBy: "\n") {
      if isSkipping, line.isEmpty { isSkipping = false }
      if !isSkipping { lines.append(line) }
      if line == "settings:" {
        lines += ConfigurationCatalogue.settings.map {
          "  # \($0.key): \($0.defaultText)  # \($0.unit ?? ""), \($0.allowed)"
        }
        isSkipping = true
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func table(section: String) -> [String] {
    let keys = (ConfigurationCatalogue.fileKeys + ConfigurationCatalogue.settings)
      .filter { $0.section == section }
    guard section != "settings" else {
      return ["| Key | Unit | Default | Range | Source |", "|---|---|---|---|---|"]
        + keys.map {
          "| `\($0.key)` | \($0.unit ?? "") | \($0.defaultText) | \($0.allowed) | \($0.source) |"
        }
    }
    return ["| Key | Meaning | Unit | Default | Range | Source |", "|---|---|---|---|---|---|"]
      + keys.map { key in
        "| `\(key.key)` | \(key.meaning) | \(key.unit ?? "") | \(key.defaultText) "
          + "| \(key.allowed) | \(key.source) |"
      }
  }
}
