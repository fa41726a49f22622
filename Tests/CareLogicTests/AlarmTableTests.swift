import CareLogic
import CareModel
import TestSupport
import Testing

@Suite("The alarm table")
struct AlarmTableTests {
  private let table = AlarmTable(CareSettings())

  @Test("has one row for every condition, and finds it")
  func isComplete() {
    #expect(Set(table.rules.map(\.condition)) == Set(AlarmCondition.allCases))
    #expect(table.rules.count == AlarmCondition.allCases.count)
    for condition in AlarmCondition.allCases { #expect(table[condition].condition == condition) }
  }

  @Test("nothing louder is folded into what is less loud")
  func inhibitions() {
    for rule in table.rules {
      for inhibition in rule.inhibitions {
        let held = rule.levels[..<inhibition.levelsBelow].map(\.priority).max() ?? .low
        let speaks = table[inhibition.by].levels[inhibition.fromLevel...].map(\.priority).min()
        #expect(speaks ?? .low >= held, "\(rule.condition) by \(inhibition.by)")
      }
    }
  }

  @Test("nobody holds back whoever holds it back")
  func inhibitionsEnd() {
    for rule in table.rules {
      for inhibition in rule.inhibitions {
        let back = table[inhibition.by].inhibitions.filter { $0.by == rule.condition }
        let isOneWay = back.allSatisfy {
          $0.fromLevel >= inhibition.levelsBelow || inhibition.fromLevel >= $0.levelsBelow
        }
        #expect(isOneWay, "\(rule.condition)")
      }
    }
  }

  @Test("a priority that is set is the row's")
  func priorities() {
    var settings = CareSettings()
    settings.alarms.priorities.coldRoom = .high
    #expect(AlarmTable(settings)[.coldRoom].levels.map(\.priority) == [.high])
  }

  @Test("stands in the documentation as it is")
  func document() throws {
    #expect(
      try PackageDocument("docs/ALARMS.md").holds(markdown, as: "alarm table"),
      "run these tests once with KMCD_WRITE_DOCS=1 and read the change")
  }

  private var markdown: String {
    let head = [
      "| Condition | Kind | Priority | So when | Waits | Over | for | Latches | In standby | Source |",
      "|---|---|---|---|---|---|---|---|---|---|",
    ]
    return (head + table.rules.flatMap(rows)).joined(separator: "\n")
  }

  private func rows(_ rule: AlarmRule) -> [String] {
    rule.levels.enumerated().map { index, level in
      let name = "`\(rule.condition.rawValue)`" + (level.alarmClass.map { " \($0.rawValue)" } ?? "")
      let cells = [
        name, rule.kind.rawValue, level.priority.rawValue, level.threshold,
        words(level.timing.raiseAfter), level.over, words(level.timing.resolveAfter),
        rule.latchesFrom.map { index >= $0 } ?? false ? "yes" : "no",
        rule.waitsInStandby ? "waits" : "told", rule.source,
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
  }

  private func words(_ length: TimeLength) -> String {
    if length == .zero { return "at once" }
    return length.milliseconds % 60_000 == 0
      ? "\(length.milliseconds / 60_000) min" : "\(length.seconds) s"
  }
}
