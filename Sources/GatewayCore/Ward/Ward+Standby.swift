import CareLogic
import CareModel

extension Ward {
  /// Lets an infant's alarms wait, because somebody has it in hand; a length of zero ends it.
  mutating func setStandby(
    _ infant: InfantIdentifier, length: TimeLength, by person: PersonIdentifier?, at now: Instant
  ) {
    guard let index = dyadIndex(infant) else { return }
    if length <= .zero {
      endStandby(index, .person, by: person, at: now)
    } else {
      let before = state.dyads[index].standby
      let from = before?.from ?? now
      let until = now + min(length, settings.alarms.standbyAtMost)
      state.dyads[index].standby = WardView.Standby(from: from, until: until, by: person)
      events.append(
        .standby(
          StandbyEvent(
            infant: infant, state: before == nil ? .started : .changed, from: from, until: until,
            by: person, at: now)))
      schedule(until)
    }
    annunciationIsStale = true
    transitions += 1
  }

  /// What is true now is told at once: its delays went on in the meantime.
  mutating func endStandby(
    _ index: Int, _ ending: StandbyEvent.Ending, by person: PersonIdentifier? = nil,
    at now: Instant
  ) {
    guard let standby = state.dyads[index].standby else { return }
    state.dyads[index].standby = nil
    events.append(
      .standby(
        StandbyEvent(
          infant: state.dyads[index].infant, state: .ended, from: standby.from,
          until: standby.until, by: person, ending: ending, at: now)))
    alarmsHaveMoved()
  }

  mutating func startAlarmTest(by person: PersonIdentifier?, at now: Instant) {
    let until = now + settings.alarms.alarmTestFor
    let isRunning = state.alarmTest != nil
    state.alarmTest = AlarmTest(until: until, by: person)
    events.append(
      .alarmTest(
        AlarmTestEvent(
          state: isRunning ? .changed : .started, until: until, by: person, at: now)))
    schedule(until)
    annunciationIsStale = true
  }

  /// Ends what lasts for a set time only.
  mutating func endWhatIsTimed(at now: Instant) {
    for index in state.dyads.indices {
      if let standby = state.dyads[index].standby, standby.until <= now {
        endStandby(index, .time, at: now)
      }
    }
    if let test = state.alarmTest, test.until <= now {
      state.alarmTest = nil
      events.append(
        .alarmTest(AlarmTestEvent(state: .ended, until: test.until, by: nil, at: now)))
      annunciationIsStale = true
    }
  }
}
