import CareLogic
import CareModel
import Foundation
import TestSupport
import Testing

/// The list of alarms that a nurse reads first says what the table says.
@Suite struct AlarmReadmeTests {
  /// A row of the list: the condition in backticks and its class, its number words, its priorities.
  private struct Row {
    var name: String
    var when: String
    var priority: String
  }

  @Test func everyAlarmIsListedWithItsNumbersAndPriorities() throws {
    let rows = try rows()
    let levels = AlarmTable(CareSettings()).rules.flatMap { rule in
      rule.levels.map { (name: name(rule.condition, $0.alarmClass), level: $0) }
    }
    #expect(Set(rows.map(\.name)) == Set(levels.map(\.name)))
    #expect(rows.count == Set(rows.map(\.name)).count)
    for (name, level) in levels {
      let row = try #require(rows.first { $0.name == name })
      let said = numbers(row.when + row.priority)
      #expect(said.isSuperset(of: numbers(level.threshold)), "\(name): \(level.threshold)")
      let wait = level.timing.raiseAfter
      #expect(
        wait == .zero || said.contains(wait.minutes) || said.contains(wait.minutes / 60),
        "\(name): after \(wait.minutes) min")
      #expect(row.priority.contains(level.priority.rawValue), "\(name)")
    }
    for row in rows {
      let priorities = Set(levels.filter { $0.name == row.name }.map(\.level.priority))
      for other in [AlarmPriority.low, .medium, .high] where !priorities.contains(other) {
        #expect(!row.priority.contains(other.rawValue), "\(row.name): \(row.priority)")
      }
    }
  }

  private func name(_ condition: AlarmCondition, _ alarmClass: AlarmClass?) -> String {
    "`\(condition.rawValue)`" + (alarmClass.map { " \($0.rawValue)" } ?? "")
  }

  /// 6 and 6.0 are the same.
  private func numbers(_ text: String) -> Set<Double> {
    Set(text.matches(of: /\d+(?:\.\d+)?/).compactMap { Double($0.output) })
  }

  private func rows() throws -> [Row] {
    let text = try PackageDocument("README.md").text()
    let section = try #require(text.components(separatedBy: "\n## What the alarms mean\n").last)
    return section.components(separatedBy: "\n## ")[0].split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("| `"), cells.count == 4 else { return nil }
      return Row(name: cells[0], when: cells[1], priority: cells[2])
    }
  }
}
