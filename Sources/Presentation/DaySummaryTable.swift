import CareModel

/// The end of a simulated day: what was counted and alarmed beside the simulator's truth.
public enum DaySummaryTable {
  /// Lines of at most the style's columns; the last ones are the verdict.
  public static func render(
    _ day: DayComparison, clock: LocalClock, style: TextStyle
  ) -> [String] {
    var lines = [StyledText("Skin-to-skin hours beside the simulator's truth", .heading)]
    if day.infants.isEmpty {
      lines.append("No infant was in care.")
    } else {
      lines += hours(day).lines(style)
    }
    lines += [StyledText(), alarmHeading(day)]
    if !day.alarms.isEmpty { lines += alarms(day, clock).lines(style) }
    lines.append(StyledText())
    let verdict = TextWrapping.lines(verdict(day), columns: style.columns)
    lines += verdict.map { StyledText($0, day.agrees ? .good : .high) }
    return lines.map { $0.rendered(style) }
  }

  private static func hours(_ day: DayComparison) -> Grid {
    Grid(
      columns: [
        Grid.Column(title: "bed", least: 6, dropRank: 1, shrinkRank: 1),
        Grid.Column(title: "infant", least: 6, keepsEnd: true, shrinkRank: 2),
        Grid.Column(title: "counted", alignsRight: true),
        Grid.Column(title: "truth", alignsRight: true),
        Grid.Column(title: "off by min", alignsRight: true),
        Grid.Column(title: "unobserved", alignsRight: true),
        Grid.Column(title: "sessions", alignsRight: true, dropRank: 0),
        Grid.Column(title: ""),
      ], rows: day.infants.map { row($0, agrees: day.isWithinTolerance($0)) })
  }

  private static func row(_ infant: TruthComparison, agrees: Bool) -> [Grid.Cell] {
    [
      .text(StyledText(infant.bed ?? "-")),
      .text(StyledText(infant.infant.name)),
      .text(StyledText(Figures.hoursMinutes(infant.counted), .heading)),
      .text(StyledText(Figures.hoursMinutes(infant.truth))),
      .text(StyledText(Figures.signedMinutes(infant.difference))),
      .text(StyledText(Figures.hoursMinutes(infant.unobserved))),
      .text(StyledText("\(infant.sessions)")),
      .text(agrees ? StyledText("✓ agrees", .good) : StyledText("✗ OFF", .high)),
    ]
  }

  private static func alarmHeading(_ day: DayComparison) -> StyledText {
    let raised = day.alarms.count - day.count(.missed)
    return StyledText(
      "Alarms: \(raised) raised, \(day.count(.right)) true, \(day.count(.wrong)) false, "
        + "\(day.count(.missed)) missed", .heading)
  }

  private static func alarms(_ day: DayComparison, _ clock: LocalClock) -> Grid {
    // What went wrong stands first: nobody has to look for it.
    let ordered = AlarmComparison.Outcome.allCases.flatMap { outcome in
      day.alarms.filter { $0.outcome == outcome }
    }
    return Grid(
      columns: [
        Grid.Column(title: ""),
        Grid.Column(title: "condition", least: 12, shrinkRank: 1),
        Grid.Column(title: "of", least: 6, keepsEnd: true, shrinkRank: 0),
        Grid.Column(title: "raised"),
        Grid.Column(title: "resolved"),
      ], rows: ordered.map { row($0, clock) })
  }

  private static func row(_ alarm: AlarmComparison, _ clock: LocalClock) -> [Grid.Cell] {
    let outcome: StyledText =
      switch alarm.outcome {
      case .right: StyledText("✓ true", .good)
      case .wrong: StyledText("✗ FALSE", .high)
      case .missed: StyledText("✗ MISSED", .high)
      }
    let resolved = alarm.resolvedAt.map(clock.hourMinute)
    return [
      .text(outcome),
      .text(StyledText(AlarmWords.name(alarm.condition))),
      .text(StyledText(alarm.subject.name)),
      .text(StyledText(alarm.raisedAt.map(clock.hourMinute) ?? "never")),
      .text(StyledText(resolved ?? (alarm.raisedAt == nil ? "-" : "still stands"))),
    ]
  }

  private static func verdict(_ day: DayComparison) -> String {
    let minutes = Figures.words(day.tolerance)
    if day.infants.isEmpty { return "✗ NOTHING TO COMPARE: no infant was in care." }
    if day.agrees {
      return "✓ AGREES with the truth: \(Figures.count(day.infants.count, "infant", "infants")) "
        + "within \(minutes), no false alarm, none missed."
    }
    var faults = day.infants.filter { !day.isWithinTolerance($0) }.map {
      "\($0.infant) is off by \(Figures.signedMinutes($0.difference)) min"
    }
    let wrong = day.count(.wrong)
    let missed = day.count(.missed)
    if wrong > 0 { faults.append(Figures.count(wrong, "false alarm", "false alarms")) }
    if missed > 0 { faults.append(Figures.count(missed, "missed alarm", "missed alarms")) }
    return "✗ DISAGREES with the truth: " + faults.joined(separator: "; ") + "."
  }
}
