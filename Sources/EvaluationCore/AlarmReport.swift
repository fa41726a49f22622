/// The second report: what the alarms of each scenario came to.
public struct AlarmReport: Sendable {
  public static let columns: [(title: String, meaning: String)] = [
    ("scenario", "name"),
    ("bed-days", "days of 24 h and one bed"),
    ("episodes", "true episodes of which somebody had to be told"),
    ("missed", "episodes of which nobody was told in time"),
    ("raised", "alarms that were raised"),
    ("false", "alarms of what was not so"),
    ("false/10", "false alarms in ten bed-days"),
    ("standing", "minutes a bed-day that alarms stood longer than their cause and their delays"),
    ("again", "raisings a bed-day beyond the first of a true episode"),
    ("goals", "met, or how many are missed"),
  ]

  private let rows: [[String]]

  public init(_ figures: [ScenarioFigures]) {
    let all = figures.map(\.alarms).reduce(AlarmTally(), +)
    rows = figures.map { Self.row($0.scenario.name, $0.alarms) } + [Self.row("all", all)]
  }

  private static func row(_ name: String, _ tally: AlarmTally) -> [String] {
    let missed = tally.goals.filter { !$0.isMet }.count
    return [
      name, Figure.number(tally.bedDays, 0), "\(tally.episodes)", "\(tally.missed.count)",
      "\(tally.raised)", "\(tally.wrong.count)", Figure.number(tally.wrongPerTenDays, 2),
      Figure.number(tally.standingPerDay, 1), Figure.number(tally.extraPerDay, 2),
      missed > 0 ? "MISSED \(missed)" : "met",
    ]
  }

  /// What each column means, a line each.
  public static var legend: String {
    columns.dropFirst().map { "- \($0.title): \($0.meaning)" }.joined(separator: "\n")
  }

  public var text: String { ReportTable.columns(Self.columns.map(\.title), rows) }
  public var markdown: String { ReportTable.markdown(Self.columns.map(\.title), rows) }
}
