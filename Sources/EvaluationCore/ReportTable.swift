/// The report: one row a scenario, as text in columns or as Markdown.
public struct ReportTable: Sendable {
  /// What stands above each column, and what it means.
  public static let columns: [(title: String, meaning: String)] = [
    ("scenario", "name"),
    ("days", "infant-days"),
    ("sens", "share of observed minutes of contact that were found"),
    ("spec", "share of observed minutes without contact that were not taken for it"),
    ("sens-u", "sensitivity with each unobserved minute counted as wrong"),
    ("spec-u", "specificity with each unobserved minute counted as wrong"),
    ("unobs", "share of minutes that were unobserved, in per cent"),
    ("contra", "share of time in which the signals were called contradictory, in per cent"),
    ("worst", "worst day: counted less true contact of its observed part, in minutes"),
    ("outside", "worst day: truth outside [contact, contact + unobserved], in minutes"),
    ("inside", "share of days whose truth is in the interval, give or take a minute"),
    ("true", "true stretches"),
    ("found", "stretches found"),
    ("off", "worst day's difference of stretches"),
    ("edge", "found less true boundary, median / 95 % in seconds, and how many were not found"),
    ("delay", "from onset to the view's contact, median / 95 % in seconds"),
    ("clasp", "baseline \"clasp closed\": sensitivity / specificity / worst day"),
    ("clasp+el", "baseline \"clasp closed and electrode above 0.5\": the same"),
    ("goals", "met, or how many are missed"),
  ]

  public let rows: [[String]]

  public init(_ figures: [ScenarioFigures]) { rows = figures.map(Self.row) }

  private static func row(_ figures: ScenarioFigures) -> [String] {
    let minutes = figures.minutes
    let goals = Goal.all(of: figures)
    let missed = goals.filter { !$0.isMet }.count
    let hasPromise = figures.scenario.promise != .none
    return [
      figures.scenario.name, "\(figures.days.count)",
      Figure.share(minutes.sensitivity), Figure.share(minutes.specificity),
      Figure.share(minutes.strictSensitivity), Figure.share(minutes.strictSpecificity),
      Figure.number(minutes.unobservedShare * 100, 1),
      Figure.number(figures.contradictoryShare * 100, 1),
      Figure.signed(figures.worstError, 1), Figure.number(figures.worstOutside, 1),
      Figure.number(figures.insideShare(within: 1), 2),
      "\(figures.trueStretches)", "\(figures.foundStretches)",
      Figure.signed(Double(figures.worstStretchError), 0),
      quantiles(figures.boundaries.seconds)
        + (figures.boundaries.missing > 0 ? " -\(figures.boundaries.missing)" : ""),
      quantiles(figures.delays),
      baseline(figures.baselines[.clasp]), baseline(figures.baselines[.claspAndElectrode]),
      missed > 0 ? "MISSED \(missed)" : hasPromise ? "met" : "none set",
    ]
  }

  private static func quantiles(_ values: [Double]) -> String {
    guard let median = values.quantile(0.5), let most = values.quantile(0.95) else { return "-" }
    return Figure.number(median, 0) + "/" + Figure.number(most, 0)
  }

  private static func baseline(_ days: [DayFigures]?) -> String {
    guard let days else { return "-" }
    let minutes = days.map(\.minutes).reduce(MinuteTally(), +)
    return [
      minutes.sensitivity.map { Figure.number($0, 3) } ?? "-",
      minutes.specificity.map { Figure.number($0, 3) } ?? "-",
      Figure.signed(ScenarioFigures.worst(days), 0),
    ].joined(separator: "/")
  }

  public var text: String { Self.columns(Self.columns.map(\.title), rows) }
  public var markdown: String { Self.markdown(Self.columns.map(\.title), rows) }

  /// Columns of equal width, names to the left and figures to the right.
  static func columns(_ titles: [String], _ rows: [[String]]) -> String {
    let table = [titles] + rows
    let widths = titles.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { row in
      row.indices.map { column in
        let spaces = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + spaces : spaces + row[column]
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  static func markdown(_ titles: [String], _ rows: [[String]]) -> String {
    let head = [
      "| " + titles.joined(separator: " | ") + " |",
      "|" + titles.indices.map { $0 == 0 ? "---|" : "---:|" }.joined(),
    ]
    return (head + rows.map { "| " + $0.joined(separator: " | ") + " |" })
      .joined(separator: "\n")
  }

  /// What each column means, a line each.
  public static var legend: String {
    columns.dropFirst().map { "- \($0.title): \($0.meaning)" }.joined(separator: "\n")
  }
}
