import CareLogic
import CareModel
import GatewayCore

/// The ward as a nurse reads it: one row a bed, and below it what stands.
public enum WardTable {
  /// Lines of at most the style's columns; `goal` is the contact wanted a day.
  public static func render(
    _ view: WardView, header: WardHeader, goal: TimeLength, style: TextStyle
  ) -> [String] {
    lines(view, header: header, goal: goal, style: style).map { $0.rendered(style) }
  }

  static func lines(
    _ view: WardView, header: WardHeader, goal: TimeLength, style: TextStyle
  ) -> [StyledText] {
    var lines = [header.title(view, columns: style.columns), StyledText()]
    if view.beds.isEmpty {
      lines.append("No infant is in care.")
    } else {
      lines += grid(view.beds, goal: goal).lines(style)
      lines += note(legend(goal), style)
    }
    for text in view.beds.compactMap(axillaryNote) { lines += note(text, style) }
    lines.append(StyledText())
    return lines + AlarmList.lines(view, style: style)
  }

  private static func grid(_ beds: [WardView.Bed], goal: TimeLength) -> Grid {
    Grid(
      columns: [
        Grid.Column(title: "bed", least: 6, dropRank: 2, shrinkRank: 2),
        Grid.Column(title: "infant", least: 6, keepsEnd: true, shrinkRank: 3),
        Grid.Column(title: "contact", least: 12, leastAtLast: 9, shrinkRank: 1),
        Grid.Column(title: "today", alignsRight: true),
        Grid.Column(title: "unobs.", alignsRight: true),
        Grid.Column(title: "goal", least: GoalBar.leastColumns, dropRank: 0),
        Grid.Column(title: "skin"),
        Grid.Column(title: "room", alignsRight: true, dropRank: 1),
      ], rows: beds.map { row($0, goal: goal) })
  }

  private static func row(_ bed: WardView.Bed, goal: TimeLength) -> [Grid.Cell] {
    let isIncomplete = bed.today.unobserved >= .minutes(1)
    let unobserved = Figures.hoursMinutes(bed.today.unobserved)
    return [
      .text(StyledText(bed.bed ?? "-")),
      .text(StyledText(bed.infant.name)),
      .text(contact(bed.contact)),
      .text(StyledText(Figures.hoursMinutes(bed.today.contact), .heading)),
      .text(StyledText(unobserved, isIncomplete ? .medium : .quiet)),
      .bar(GoalBar(contact: bed.today.contact, unobserved: bed.today.unobserved, goal: goal)),
      .text(temperature(bed.skin, isDoubted: bed.skinIsDoubted)),
      .text(temperature(bed.room, isDoubted: false)),
    ]
  }

  /// A shape and a word: the colour only repeats them.
  private static func contact(_ state: ContactState) -> StyledText {
    switch state {
    case .contact: StyledText("● CONTACT", .good)
    case .noContact: StyledText("○ no contact")
    case .unobserved(let reason): StyledText("? unobserved: \(reason)", .medium)
    }
  }

  private static func temperature(_ value: Celsius?, isDoubted: Bool) -> StyledText {
    let text = Figures.temperature(value, isDoubted: isDoubted)
    // A doubt stands to the right of the decimals, so that these stay in one line down the column.
    return StyledText(text.count < 4 ? " " + text : text, value == nil ? .quiet : .plain)
  }

  private static func note(_ text: String, _ style: TextStyle) -> [StyledText] {
    TextWrapping.lines(text, columns: style.columns).map { StyledText($0, .quiet) }
  }

  private static func legend(_ goal: TimeLength) -> String {
    "█ contact today, ░ unobserved, · still to the goal of \(Figures.hoursMinutes(goal)) h"
  }

  /// What was learnt from an axillary reading is shown, never applied in silence.
  private static func axillaryNote(_ bed: WardView.Bed) -> String? {
    guard let offset = bed.axillaryOffset, offset.degrees.isFinite, abs(offset.degrees) < 1000
    else { return nil }
    let tenths = offset.shownTenths
    let amount = Figures.decimal(tenths: abs(tenths))
    let direction = tenths < 0 ? "below" : "above"
    return "\(bed.infant): axillary was \(amount) \(direction) the skin probe; "
      + "skin is shown as measured"
  }
}
