import Foundation
import TestSupport
import Testing

/// Each row of docs/SECURITY.md names tests, and they are there.
@Suite struct SecurityDocumentTests {
  private static func rows() throws -> [[String]] {
    try PackageDocument("docs/SECURITY.md").text().components(separatedBy: "\n")
      .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| Who ") }
      .map { line in
        line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      }
  }

  @Test func everyRowNamesATestThatIsThere() throws {
    let rows = try Self.rows()
    #expect(rows.count >= 15)
    for row in rows {
      let names = try #require(row.last).components(separatedBy: ", ")
        .map { $0.trimmingCharacters(in: ["`"]) }
      #expect(!names.isEmpty, "\(row[0])")
      for name in names {
        let place = try #require(name.wholeMatch(of: /(\w+)\/(\w+)\.(\w+)/), "\(row[0]): \(name)")
        let text = try PackageDocument("Tests/\(place.1)/\(place.2).swift").text()
        let function = try #require(
          text.range(of: "func \(place.3)("), "there is no \(name)")
        let before = text[..<function.lowerBound].suffix(900)
        #expect(before.contains("@Test"), "\(name) is no test")
      }
    }
  }

  @Test func whatDoesNotHelpIsSaidWhereItMatters() throws {
    let text = try Self.rows().map { $0.joined(separator: " ") }.joined(separator: "\n")
    for words in [
      "a CRC is no authentication", "nothing on the card is encrypted", "a broker that is yours",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }
}
