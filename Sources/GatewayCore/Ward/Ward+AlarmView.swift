import CareLogic
import CareModel

extension Ward {
  /// What stands and is spoken for by nothing else: loudest first, then oldest.
  func standingAlarms() -> [WardView.Alarm] {
    var rows: [WardView.Alarm] = []
    for group in state.alarms.indices {
      for condition in state.alarms[group].conditions {
        let rule = table[condition.condition]
        if let latched = condition.latched {
          var row = row(latched, rule, group)
          row.isLatched = true
          // What is over calls for a look, and no more for running.
          row.priority = .low
          rows.append(row)
        }
        guard let alarm = condition.standing, alarm.level >= foldedBelow(rule, group) else {
          continue
        }
        rows.append(row(alarm, rule, group))
      }
    }
    return rows.sorted { ($1.priority, $0.since, $0.subject) < ($0.priority, $1.since, $1.subject) }
  }

  private func row(_ alarm: StandingAlarm, _ rule: AlarmRule, _ group: Int) -> WardView.Alarm {
    let level = rule.levels[alarm.level]
    let place = state.alarms[group].place
    var row = WardView.Alarm(
      identifier: alarm.identifier, subject: place.subject, infant: place.infant,
      condition: rule.condition, alarmClass: level.alarmClass, priority: level.priority,
      since: alarm.since, response: alarm.response)
    row.kind = rule.kind
    row.bed = place.infant.flatMap { infant in
      dyadIndex(infant).flatMap { state.dyads[$0].assignment.bed }
    }
    row.room = place.room
    row.beds = place.beds
    row.isFlapping = alarm.isFlapping
    row.by = alarm.by
    row.until = alarm.respondedUntil
    return row
  }
}
