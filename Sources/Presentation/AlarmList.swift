import CareModel
import GatewayCore

/// The standing alarms, loudest first; their texts wrap and are never cut off.
enum AlarmList {
  private static let gap = StyledText("  ")
  /// With less room than this the text gets lines of its own.
  private static let leastTextColumns = 24

  private struct Row {
    var priority: StyledText
    var subject: StyledText
    var tint: Tint
    var text: String
    var duration: String
    var response: String
  }

  static func lines(_ view: WardView, style: TextStyle) -> [StyledText] {
    if view.alarms.isEmpty { return [StyledText("No alarm stands.")] }
    let ordered = view.alarms.enumerated().sorted {
      ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset)
    }
    let rows = ordered.map { row($0.element, view) }
    return [heading(view.alarms)] + laidOut(rows, columns: style.columns)
  }

  private static func heading(_ alarms: [WardView.Alarm]) -> StyledText {
    let kinds: [(AlarmPriority, String)] = [(.high, "high"), (.medium, "medium"), (.low, "low")]
    let counts = kinds.compactMap { priority, word -> String? in
      let number = alarms.count { $0.priority == priority }
      return number == 0 ? nil : "\(number) \(word)"
    }
    return StyledText("Alarms: " + counts.joined(separator: ", "), .heading)
  }

  private static func row(_ alarm: WardView.Alarm, _ view: WardView) -> Row {
    let tint = AlarmWords.tint(alarm.priority)
    return Row(
      priority: StyledText(AlarmWords.priority(alarm.priority), tint),
      subject: StyledText(subject(alarm, view.beds)), tint: tint,
      text: SafeText.of(
        AlarmWords.text(alarm.condition, alarm.alarmClass, alarm.priority, of: alarm.subject)
          + AlarmWords.addition(
            beds: alarm.beds, isFlapping: alarm.isFlapping, isLatched: alarm.isLatched)),
      duration: "for " + Figures.words(view.at - alarm.since),
      response: AlarmWords.response(alarm.response))
  }

  /// Where to go: the bed and its infant, or the room, the port or the gateway.
  private static func subject(_ alarm: WardView.Alarm, _ beds: [WardView.Bed]) -> String {
    guard let infant = alarm.infant else { return alarm.subject.name }
    let bed = beds.first { $0.infant == infant }?.bed
    return bed.map { "\($0) \(infant)" } ?? infant.name
  }

  /// In columns where all fits; else each text flows on below itself.
  private static func laidOut(_ rows: [Row], columns: Int) -> [StyledText] {
    let priority = rows.map(\.priority.width).max() ?? 0
    let subject = min(rows.map(\.subject.width).max() ?? 0, max(12, columns / 4))
    let text = rows.map { DisplayWidth.of($0.text) }.max() ?? 0
    let duration = rows.map { DisplayWidth.of($0.duration) }.max() ?? 0
    let response = rows.map { DisplayWidth.of($0.response) }.max() ?? 0
    let begin = priority + subject + 2 * gap.width
    let all = begin + text + gap.width + duration + (response > 0 ? gap.width + response : 0)
    return rows.flatMap { row in
      let who = row.subject.keepingEnd(of: subject).padded(to: subject)
      let head = row.priority.padded(to: priority) + gap + who + gap
      guard all <= columns else { return flowing(row, after: head, columns: columns) }
      return [
        head + StyledText(row.text, row.tint).padded(to: text) + gap
          + StyledText(row.duration).padded(to: duration) + gap + StyledText(row.response, .quiet)
      ]
    }
  }

  private static func flowing(_ row: Row, after head: StyledText, columns: Int) -> [StyledText] {
    let tail =
      row.response.isEmpty ? ["(\(row.duration))"] : ["(\(row.duration),", "\(row.response))"]
    let parts = row.text.split(separator: " ").map(String.init) + tail
    let isNarrow = columns - head.width < leastTextColumns
    let indent = StyledText().padded(to: isNarrow ? 4 : head.width)
    let lines = TextWrapping.lines(parts: parts, columns: columns - indent.width)
      .map { StyledText($0, row.tint) }
    if isNarrow { return [head] + lines.map { indent + $0 } }
    return lines.enumerated().map { ($0 == 0 ? head : indent) + $1 }
  }
}
