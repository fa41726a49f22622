import CareModel

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

  /// Where alarms stood too long: the scenarios and conditions with most of it, a line each.
  public static func longestStanding(_ figures: [ScenarioFigures], most: Int = 8) -> [String] {
    let parts = figures.flatMap { row in
      AlarmCondition.allCases.map {
        (name: "\(row.scenario.name): \($0.rawValue)", minutes: row.alarms.standing[$0] ?? 0)
      }
    }
    return parts.filter { $0.minutes >= 1 }
      .sorted { ($1.minutes, $0.name) < ($0.minutes, $1.name) }.prefix(most)
      .map { "\($0.name) stood \(Figure.number($0.minutes, 0)) min too long" }
  }

  /// What each column means, a line each.
  public static var legend: String {
    columns.dropFirst().map { "- \($0.title): \($0.meaning)" }.joined(separator: "\n")
  }

  public var text: String { ReportTable.columns(Self.columns.map(\.title), rows) }
  public var markdown: String { ReportTable.markdown(Self.columns.map(\.title), rows) }
}
