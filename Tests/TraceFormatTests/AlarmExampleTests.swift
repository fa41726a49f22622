import CareModel
import TestSupport
import Testing

@Suite struct AlarmExampleTests {
  @Test(arguments: AlarmExamples.all) func tellsWhatTheTableSays(_ example: AlarmExample) throws {
    let outcome = try example.make().run()
    #expect(Self.told(outcome.events) == example.told)
  }

  @Test func theDocumentShowsTheExamples() throws {
    let rows = AlarmExamples.all.map { example in
      let told = example.told.isEmpty ? "nothing" : example.told.joined(separator: "; ")
      return "| \(example.story) | \(told) |"
    }
    let made = (["| What happens | What is told, by minute |", "|---|---|"] + rows)
      .joined(separator: "\n")
    #expect(
      try PackageDocument("docs/ALARMS.md").holds(made, as: "alarm examples"),
      "run these tests once with KMCD_WRITE_DOCS=1 and read the change")
  }

  /// Events in the words of the examples: whole minutes.
  private static func told(_ events: [CareEvent]) -> [String] {
    var conditions: [AlarmIdentifier: AlarmCondition] = [:]
    return events.compactMap { event in
      switch event {
      case .alarm(let alarm):
        conditions[alarm.identifier] = alarm.condition
        let alarmClass = alarm.alarmClass.map { " \($0.rawValue)" } ?? ""
        let beds =
          alarm.beds.isEmpty || alarm.state != .active
          ? "" : ", beds " + alarm.beds.joined(separator: " ")
        return "\(Int(alarm.at.seconds / 60)) \(alarm.condition.rawValue)\(alarmClass) "
          + "\(alarm.state.rawValue) \(alarm.priority.rawValue)\(beds)"
          + (alarm.isFlapping ? ", flapping" : "") + (alarm.isLatched ? ", latched" : "")
      case .response(let response):
        return "\(Int(response.at.seconds / 60)) \(response.response.rawValue)"
      default: return nil
      }
    }
  }
}
