import CareModel
import StationModel

/// Since which message stations could see each alarm as bad as it is now.
struct ShownAlarms: Hashable, Sendable {
  private struct Shown: Hashable {
    var alarm: UnansweredAlarm
    var isAnswered: Bool
    var sequence: Int64
  }

  private var alarms: [AlarmIdentifier: Shown] = [:]

  mutating func note(_ standing: [StationAlarm], in sequence: Int64) {
    var noted: [AlarmIdentifier: Shown] = [:]
    for alarm in standing {
      let now = UnansweredAlarm(alarm)
      var since = sequence
      if let before = alarms[alarm.id], !now.isWorse(than: before.alarm) {
        since = before.sequence
      }
      noted[alarm.id] = Shown(
        alarm: now, isAnswered: alarm.response != nil, sequence: since)
    }
    alarms = noted
  }

  /// False where whoever saw that message did not see this alarm as it is now.
  func showed(_ identifier: AlarmIdentifier, in sequence: Int64) -> Bool {
    guard let shown = alarms[identifier] else { return true }
    return shown.sequence <= sequence
  }

  /// False where something rings that whoever saw that message did not see.
  func showedAll(in sequence: Int64) -> Bool {
    alarms.values.allSatisfy { $0.isAnswered || $0.sequence <= sequence }
  }
}
