import CareLogic
import CareModel

extension Ward {
  /// From which level on a condition is told: lesser ones are held back, or nothing is.
  func firstOpenLevel(of condition: AlarmCondition, _ group: Int) -> Int {
    let rule = table[condition]
    if rule.waitsInStandby, isInStandby(group) { return rule.levels.count }
    return foldedBelow(rule, group)
  }

  /// Levels below this one are spoken for by another alarm that stands.
  func foldedBelow(_ rule: AlarmRule, _ group: Int) -> Int {
    if rule.inhibitions.isEmpty { return 0 }
    let near = groups(near: group)
    var open = 0
    for inhibition in rule.inhibitions where inhibition.levelsBelow > open {
      let stands = near.contains { other in
        guard let alarm = state.alarms[other].standing(inhibition.by) else { return false }
        return alarm.level >= inhibition.fromLevel
      }
      if stands { open = inhibition.levelsBelow }
    }
    return open
  }

  /// True where an alarm stands that another speaks for: it is neither shown nor heard.
  func isFolded(_ condition: AlarmCondition, _ group: Int) -> Bool {
    guard let alarm = state.alarms[group].standing(condition) else { return false }
    return alarm.level < foldedBelow(table[condition], group)
  }

  func isInStandby(_ group: Int) -> Bool {
    guard let infant = state.alarms[group].place.infant, let index = dyadIndex(infant) else {
      return false
    }
    return state.dyads[index].standby != nil
  }

  /// The groups of the same bed: the infant's, its devices', its room's, a lost device's port's.
  private func groups(near group: Int) -> [Int] {
    var near = [group]
    let place = state.alarms[group].place
    if case .device(let device) = place.subject, let index = deviceIndex[device],
      let port = state.devices[index].lostWith, let lost = groupIndex(of: .port(port))
    {
      near.append(lost)
    }
    guard let infant = place.infant, let index = dyadIndex(infant) else { return near }
    let dyad = state.dyads[index]
    near.append(dyad.alarms)
    for device in [dyad.assignment.binder, dyad.assignment.probe] {
      if let watched = device.flatMap({ deviceIndex[$0] }) {
        near.append(state.devices[watched].alarms)
      }
    }
    if let device = dyad.roomDevice { near.append(state.rooms[state.devices[device].slot].alarms) }
    return near
  }
}
