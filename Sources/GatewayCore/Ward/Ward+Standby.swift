import CareLogic
import CareModel

extension Ward {
  /// Lets an infant's alarms wait, because somebody has it in hand; a length of zero ends it.
  mutating func setStandby(
    _ infant: InfantIdentifier, length: TimeLength, by person: PersonIdentifier?, at now: Instant
  ) {
    guard let index = dyadIndex(infant) else { return }
    if length <= .zero {
      endStandby(index)
    } else {
      let from = state.dyads[index].standby?.from ?? now
      let until = now + min(length, settings.alarms.standbyAtMost)
      state.dyads[index].standby = WardView.Standby(from: from, until: until, by: person)
      schedule(until)
    }
    annunciationIsStale = true
    transitions += 1
  }

  /// What is true now is told at once: its delays went on in the meantime.
  mutating func endStandby(_ index: Int) {
    guard state.dyads[index].standby != nil else { return }
    state.dyads[index].standby = nil
    alarmsHaveMoved()
  }

  mutating func startAlarmTest(by person: PersonIdentifier?, at now: Instant) {
    let until = now + settings.alarms.alarmTestFor
    state.alarmTest = AlarmTest(until: until, by: person)
    schedule(until)
    annunciationIsStale = true
  }

  /// Ends what lasts for a set time only.
  mutating func endWhatIsTimed(at now: Instant) {
    for index in state.dyads.indices {
      if let standby = state.dyads[index].standby, standby.until <= now { endStandby(index) }
    }
    if let test = state.alarmTest, test.until <= now {
      state.alarmTest = nil
      annunciationIsStale = true
    }
  }
}
