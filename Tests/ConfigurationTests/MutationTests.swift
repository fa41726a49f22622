import TestSupport
import Testing

@testable import Configuration

/// However the example's lines are torn, the answer is a configuration or a located problem.
@Suite struct MutationTests {
  @Test(arguments: 0..<10) func tornExampleIsValidOrHasALocatedProblem(_ seed: UInt64) throws {
    let lines = try Documents.text(Documents.example).components(separatedBy: "\n")
    var numbers = SeededGenerator(seed: seed)
    var invalid = 0
    for round in 0..<50 {
      var torn = lines
      for _ in 0..<Int.random(in: 1...4, using: &numbers) { Self.tear(&torn, &numbers) }
      let text = torn.joined(separator: "\n")
      do throws(ConfigurationErrors) {
        _ = try ConfigurationLoader.parse(text: text, file: "f")
      } catch {
        invalid += 1
        let problems = error.problems
        try #require(problems.contains { $0.severity == .error }, "seed \(seed) round \(round)")
        for problem in problems {
          let isInside = (1...torn.count + 1).contains(problem.line) && problem.column >= 1
          try #require(isInside, "seed \(seed) round \(round): \(problem)")
          try #require(!problem.message.contains("\n"), "seed \(seed) round \(round)")
        }
      }
    }
    // Most of the example's lines matter: tearing that never fails tears nothing.
    #expect(invalid >= 10)
  }

  private static func tear(_ lines: inout [String], _ numbers: inout SeededGenerator) {
    let index = Int.random(in: lines.indices, using: &numbers)
    switch Int.random(in: 0..<7, using: &numbers) {
    case 0: lines.remove(at: index)
    case 1: lines.insert(lines[index], at: index)
    case 2: lines[index] = String(lines[index].shuffled(using: &numbers))
    case 3: lines.swapAt(index, Int.random(in: lines.indices, using: &numbers))
    case 4: lines[index] = String(lines[index].dropFirst(2))
    case 5: lines[index] = String(lines[index].prefix(lines[index].count / 2))
    default:
      let marks = "{}[]:,&*!|>'\"%@`#?-\t\u{0}\u{7F}\u{E000}\u{1F476}~"
      if let mark = marks.randomElement(using: &numbers) {
        let place = Int.random(in: 0...lines[index].count, using: &numbers)
        lines[index].insert(
          mark, at: lines[index].index(lines[index].startIndex, offsetBy: place))
      }
    }
  }
}
