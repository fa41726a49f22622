import CareModel
import ServiceManager
import Testing

/// At most ten lines a minute under any lasting fault, and nothing is lost uncounted.
struct LogLimiterTests {
  /// What a limiter writes of lines that come at these seconds; summaries are asked for each 10 s.
  private func written(
    _ lines: [(second: Double, line: String)], until end: Double, source: String = "ports"
  ) -> [(second: Double, line: String)] {
    var limiter = LogLimiter(linesAMinute: 10)
    var written: [(Double, String)] = []
    var nextLook = 10.0
    func look(to second: Double) {
      while nextLook <= second {
        for summary in limiter.takeSummaries(at: Instant(seconds: nextLook)) {
          written.append((nextLook, summary.text))
        }
        nextLook += 10
      }
    }
    for (second, line) in lines {
      look(to: second)
      if limiter.mayWrite(line, of: source, at: Instant(seconds: second)) {
        written.append((second, line))
      }
    }
    look(to: end)
    return written
  }

  private func mostInAMinute(_ written: [(second: Double, line: String)]) -> Int {
    written.map { first in
      written.count { $0.second >= first.second && $0.second < first.second + 60 }
    }.max() ?? 0
  }

  static let faults: [(name: String, lines: [String], perSecond: Double)] = [
    ("a cable that flaps", ["bed-1: open", "bed-1: went away"], 20),
    ("one line for ever", ["bed-1: no such port"], 1),
    ("a hub of 32 ports", (1...32).map { "bed-\($0): went away" }, 50),
    ("a number in each line", (1...5000).map { "binder-1: restarted (boot \($0))" }, 75),
    ("slowly, but always another", (1...100).map { "line \($0)" }, 0.5),
  ]

  @Test(arguments: faults)
  func aLastingFaultFillsNoLog(_ name: String, _ lines: [String], _ perSecond: Double) {
    let all = (0..<Int(300 * perSecond)).map {
      (Double($0) / perSecond, lines[$0 % lines.count])
    }
    let written = written(all, until: 400)
    #expect(mostInAMinute(written) <= 10, "\(name)")
    let summaries = written.filter { $0.line.contains(" more like it in the last minute: ") }
    let held = summaries.compactMap { Int($0.line.prefix { $0.isNumber }) }.reduce(0, +)
    #expect(written.count - summaries.count + held == all.count, "\(name): every line counts")
    #expect((4...6).contains(summaries.count) || held == 0, "\(name): a summary a minute")
  }

  @Test func transitionsAreAllWritten() {
    let lines = (1...8).map { (Double($0), "bed-\($0): went away") }
    #expect(written(lines, until: 100).map(\.line) == lines.map(\.1))
  }

  @Test func aRepeatWithinTheMinuteWaitsAndALaterOneIsNews() {
    let lines = [0, 30, 59.9, 60, 130].map { ($0, "bed-1: went away") }
    let written = written(lines, until: 200)
    #expect(
      written.map(\.line) == [
        "bed-1: went away", "bed-1: went away",
        "2 more like it in the last minute: bed-1: went away", "bed-1: went away",
      ])
  }

  @Test func sourcesDoNotStarveEachOther() {
    var limiter = LogLimiter(linesAMinute: 10)
    for number in 0..<1000 {
      _ = limiter.mayWrite("line \(number)", of: "ports", at: Instant(seconds: 1))
    }
    let isWritten = limiter.mayWrite(
      "K-001: moderate hypothermia", of: "K-001", at: Instant(seconds: 1))
    #expect(isWritten)
  }

  @Test func theSummaryNamesWhatWasHeldMost() {
    var limiter = LogLimiter(linesAMinute: 2)
    let lines = ["a", "b", "c", "b"]
    let may = lines.map { limiter.mayWrite($0, of: "x", at: .zero) }
    #expect(may == [true, false, false, false])
    #expect(limiter.takeSummaries(at: Instant(seconds: 59)).isEmpty)
    #expect(
      limiter.takeSummaries(at: Instant(seconds: 60))
        == [LogLimiter.Summary(source: "x", held: 3, example: "b")])
    #expect(limiter.takeSummaries(at: Instant(seconds: 500)).isEmpty)
  }
}
