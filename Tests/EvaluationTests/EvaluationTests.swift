import CareModel
import SimulatedWard
import Testing
import TraceFormat

@testable import EvaluationCore

struct EvaluationTests {
  /// A whole day of one bed that reports each minute, once through everything.
  private static let tiny = Scenario(
    "tiny", "a day at 60 s", period: 60, beds: 1, stream: [.restarts(each: .hours(6))])

  @Test func oneScenarioEndToEnd() throws {
    let run = try ScenarioRun(Self.tiny, seed: 1)
    let figures = ScenarioFigures(Self.tiny, runs: [run])
    #expect(figures.days.count == 1)
    #expect(figures.minutes.total == 1440)
    #expect(figures.faults.isEmpty)
    #expect(run.infants[0].truth.isEmpty == false)
    #expect(figures.trueStretches > 0)
    // A detector that finds most of a plain day; how well is what the report is for.
    #expect(figures.minutes.sensitivity ?? 0 > 0.9)
    #expect(figures.minutes.specificity ?? 0 > 0.9)
    #expect(figures.baselines[.clasp]?.count == 1)
    let table = ReportTable([figures])
    #expect(table.rows[0].count == ReportTable.columns.count)
    #expect(table.markdown.split(separator: "\n").count == 3)
  }

  @Test func sameSeedGivesTheSameRun() throws {
    let first = try ScenarioRun(Self.tiny, seed: 2)
    let second = try ScenarioRun(Self.tiny, seed: 2)
    #expect(first.infants[0].booked == second.infants[0].booked)
    let other = try ScenarioRun(Self.tiny, seed: 3)
    #expect(first.infants[0].truth != other.infants[0].truth)
  }

  @Test func restartLosesWhatLiesBeforeIt() {
    let stream = ScenarioStream(Self.tiny, seed: 1)
    var boots = 0
    var inGap = 0
    stream.inputs { input, now in
      if case .boot = input { boots += 1 }
      if case .sample = input, stream.lostToRestarts.contains(now) { inGap += 1 }
    }
    #expect(boots == stream.lostToRestarts.count)
    #expect(boots > 0)
    #expect(inGap == 0)
  }

  /// What is written for the replay leads it to the same hours.
  @Test func traceReplaysToTheSameBooks() throws {
    let run = try ScenarioRun(Self.tiny, seed: 1)
    let lines = ScenarioTrace(Self.tiny, seed: 1).text.split(separator: "\n").map { Array($0.utf8) }
    var replay = Replay(
      try TraceHeader(parsing: lines[0]), settings: CareSettings(), calendar: .utc)
    var events: [CareEvent] = []
    for line in lines.dropFirst() { events += try replay.take(line, from: 0, to: line.count) }
    events += replay.finish()
    let infant = try #require(run.infants.first)
    #expect(BookedTime(events, of: infant.infant, until: run.end) == infant.booked)
    #expect(infant.booked.contact.isEmpty == false)
  }

  @Test func everyScenarioHasANameOfItsOwn() {
    let names = ScenarioTable.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count >= 25)
  }

  @Test(arguments: [
    ("*", "room-10", true), ("room*", "room-10", true), ("room*", "a-room", false),
    ("*-10", "room-10", true), ("room", "room-10", false), ("r*m*0", "room-10", true),
    ("room-10*10", "room-10", false), ("a*a", "a", false),
  ])
  func namesAreMatched(_ pattern: String, _ name: String, _ matches: Bool) {
    #expect(NamePattern(pattern).matches(name) == matches)
  }

  @Test(arguments: [
    (0.995, "0.9950"), (0.99996, "0.9999"), (1.0, "1.0000"), (0.0, "0.0000"),
  ])
  func sharesAreCutAndNotRounded(_ share: Double, _ text: String) {
    #expect(Figure.share(share) == text)
  }

  @Test func numbersHaveTheirSign() {
    #expect(Figure.number(-0.04, 1) == "0.0")
    #expect(Figure.signed(0.04, 1) == "0.0")
    #expect(Figure.signed(2.25, 1) == "+2.3")
    #expect(Figure.number(-12.345, 2) == "-12.35")
    #expect(Figure.number(7, 0) == "7")
  }
}
