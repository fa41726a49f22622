import CareLogic
import CareModel

extension Ward {
  /// What outputs are to show now.
  public var annunciation: Annunciation {
    var shown = Annunciation(
      isTest: state.alarmTest != nil, stationIsSilent: state.stationIsSilent)
    for group in state.alarms.indices where !state.alarms[group].conditions.isEmpty {
      let level = level(of: group)
      guard level != Annunciation.Level() else { continue }
      shown.ward.add(level)
      let beds = beds(of: state.alarms[group].place)
      if beds.isEmpty { shown.everywhere.add(level) }
      for bed in beds {
        shown.beds[bed, default: Annunciation.Level()].add(level)
      }
    }
    return shown
  }

  /// What outputs are to show, where that has changed since it was last asked for.
  public mutating func takeAnnouncement() -> Annunciation? {
    guard annunciationIsStale else { return nil }
    annunciationIsStale = false
    let current = annunciation
    guard current != lastAnnunciation else { return nil }
    lastAnnunciation = current
    return current
  }

  /// A bed as people call it; the infant's pseudonym where it has no name.
  func bedName(of infant: InfantIdentifier) -> String {
    dyadIndex(infant).flatMap { state.dyads[$0].assignment.bed } ?? infant.name
  }

  /// The infant's bed, or those that a room's or a port's alarm speaks for: what a bed's own alarm is
  /// folded into must be heard at that bed.
  private func beds(of place: AlarmPlace) -> [String] {
    place.infant.map { [bedName(of: $0)] } ?? place.beds
  }

  private func level(of group: Int) -> Annunciation.Level {
    var level = Annunciation.Level()
    for condition in state.alarms[group].conditions {
      let rule = table[condition.condition]
      if let latched = condition.latched {
        // What is over calls for a look, and no more for running.
        level.add(
          Annunciation.Level(standing: .low, sounding: latched.isSounding ? .low : nil))
      }
      guard let alarm = condition.standing, alarm.level >= foldedBelow(rule, group) else {
        continue
      }
      let priority = rule.levels[alarm.level].priority
      let isHeard = alarm.isSounding && !(rule.waitsInStandby && isInStandby(group))
      level.add(
        Annunciation.Level(
          standing: priority, sounding: isHeard ? priority : nil,
          isEscalated: isHeard && alarm.isEscalated))
    }
    return level
  }
}
