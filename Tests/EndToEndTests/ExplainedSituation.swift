import Testing

/// What goes on at a bed, and what is to be said of one moment of it.
struct ExplainedSituation: Sendable, CustomTestStringConvertible {
  var name: String
  var phases: [SituationTrace.Phase]
  /// As in `--at`.
  var moment: String
  /// Words are compared exactly, numbers within a tolerance; of the beliefs only the likeliest.
  ///
  /// Where two texts will do, both stand in braces: `{one|other}`.
  var text: String

  var testDescription: String { name }

  var trace: String { SituationTrace(phases).text }

  /// Wrapped lines joined again, and without the less likely situations.
  static func sentences(_ output: String) throws -> [String] {
    let lesser = try Regex(", (\(situations.joined(separator: "|"))) 0\\.[0-9]{2}")
    let lines = output.replacing("\n  ", with: " ").split(separator: "\n")
    return lines.map { String($0).replacing(lesser, with: "") }
  }

  private static let situations = [
    "in contact", "contact", "wrapped in cloth", "wrapped", "worn without the infant", "worn empty",
    "closed and lying about", "lying about", "warmed from outside", "open",
  ]

  /// Nil where the words are the same and each number is near the expected one.
  static func difference(_ found: String, _ expected: String) throws -> String? {
    var pattern = ""
    var rest = expected[...]
    var numbers: [Substring] = []
    while let character = rest.first {
      if character.isNumber {
        let number = rest.prefix { $0.isNumber || $0 == "." || $0 == ":" }
        let trimmed = number.last?.isNumber ?? true ? number : number.dropLast()
        numbers.append(trimmed)
        pattern += #"(\d+(?:[.:]\d+)*)"#
        rest = rest.dropFirst(trimmed.count)
        continue
      }
      switch character {
      case "{": pattern += "(?:"
      case "}": pattern += ")"
      case "|": pattern += "|"
      default: pattern += character.isLetter ? String(character) : "\\u{\(hexadecimal(character))}"
      }
      rest = rest.dropFirst()
    }
    guard let match = try Regex(pattern).wholeMatch(in: found) else { return found }
    let differ = zip(match.output.dropFirst(), numbers).contains { capture, number in
      !isNear(capture.substring ?? "", number)
    }
    return differ ? found : nil
  }

  private static func hexadecimal(_ character: Character) -> String {
    character.unicodeScalars.map { String($0.value, radix: 16) }.joined()
  }

  /// Times within two minutes, all else within a sixth and a fiftieth of itself.
  private static func isNear(_ found: Substring, _ expected: Substring) -> Bool {
    if expected.contains(":") {
      guard let found = seconds(found), let expected = seconds(expected) else { return false }
      return abs(found - expected) <= 120
    }
    guard let found = Double(found), let expected = Double(expected) else { return false }
    return abs(found - expected) <= 0.16 + 0.02 * expected
  }

  private static func seconds(_ clock: Substring) -> Int? {
    let parts = clock.split(separator: ":").compactMap { Int($0) }
    guard parts.count >= 2 else { return nil }
    return parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)
  }
}
