import CareLogic
import CareModel

extension Ward {
  /// The gateway's own group of alarms.
  static let gatewayGroup = 0

  /// Takes one judgement of one level, and lets what is due take effect.
  mutating func judge(
    _ condition: AlarmCondition, _ judgement: Judgement, level: Int = 0, of group: Int,
    at now: Instant
  ) {
    note(condition, judgement, level: level, of: group, at: now)
    settle(condition, of: group, at: now)
  }

  /// Takes one judgement; `settle` follows when every level has had its own.
  mutating func note(
    _ condition: AlarmCondition, _ judgement: Judgement, level: Int, of group: Int, at now: Instant
  ) {
    state.alarms[group].judge(judgement, level: level, rule: table[condition], at: now)
  }

  /// True while nothing of the condition is pending, stands or is remembered.
  func isAbsent(_ condition: AlarmCondition, of group: Int) -> Bool {
    state.alarms[group].conditions.isEmpty || state.alarms[group].index(of: condition) == nil
  }

  /// True while nothing of the condition is pending or stands, told or held back.
  func isQuiet(_ condition: AlarmCondition, of group: Int) -> Bool {
    state.alarms[group].index(of: condition).map {
      state.alarms[group].conditions[$0].isQuiet
    } ?? true
  }

  /// Meets what is due at once, and plans the rest.
  mutating func settle(_ condition: AlarmCondition, of group: Int, at now: Instant) {
    guard let index = state.alarms[group].index(of: condition) else { return }
    let rule = table[condition]
    if state.alarms[group].conditions[index].isDue(at: now, rule: rule) {
      elapse(condition, of: group, at: now)
    } else {
      schedule(state.alarms[group].conditions[index].deadline(rule: rule))
    }
  }

  /// Lets time pass for one condition.
  mutating func elapse(_ condition: AlarmCondition, of group: Int, at now: Instant) {
    let told = events.count
    let moment = moment(condition, of: group, at: now)
    state.alarms[group].elapse(condition, to: moment, into: &events)
    if events.count != told { alarmsHaveMoved() }
    if let index = state.alarms[group].index(of: condition) {
      schedule(state.alarms[group].conditions[index].deadline(rule: moment.rule))
    }
  }

  /// Ends a condition whose subject left, or whose device watches another.
  mutating func end(_ condition: AlarmCondition, of group: Int, at now: Instant) {
    guard !isAbsent(condition, of: group) else { return }
    let moment = moment(condition, of: group, at: now)
    let told = events.count
    state.alarms[group].with(condition) { $0.end(at: moment, into: &events) }
    if events.count != told { alarmsHaveMoved() }
    annunciationIsStale = true
  }

  /// Ends a condition whose sensor was taken away, so that what nobody has seen is still shown.
  mutating func conclude(_ condition: AlarmCondition, of group: Int, at now: Instant) {
    guard !isAbsent(condition, of: group) else { return }
    let moment = moment(condition, of: group, at: now)
    state.alarms[group].with(condition) { $0.conclude(at: moment, into: &events) }
    alarmsHaveMoved()
  }

  mutating func endAll(of group: Int, at now: Instant) {
    for condition in state.alarms[group].conditions.map(\.condition) {
      end(condition, of: group, at: now)
    }
  }

  mutating func elapseConditions(at now: Instant) {
    for group in state.alarms.indices {
      for condition in state.alarms[group].conditions.map(\.condition) {
        guard let index = state.alarms[group].index(of: condition) else { continue }
        let rule = table[condition]
        if state.alarms[group].conditions[index].isDue(at: now, rule: rule) {
          elapse(condition, of: group, at: now)
        }
      }
    }
  }

  /// Notes that something was raised, changed, ended or answered: what it held back may be told now.
  mutating func alarmsHaveMoved() {
    mustLookAtHeldBack = true
    annunciationIsStale = true
  }

  /// Raises what was held back and is no more.
  mutating func settleHeldBack(at now: Instant) {
    // Each round is made by an alarm that the round before told of, and no chain is longer.
    var rounds = 0
    while mustLookAtHeldBack, rounds < 4 {
      mustLookAtHeldBack = false
      rounds += 1
      for group in state.alarms.indices {
        for condition in state.alarms[group].conditions where condition.isHeldBack {
          elapse(condition.condition, of: group, at: now)
        }
      }
    }
  }

  func moment(_ condition: AlarmCondition, of group: Int, at now: Instant) -> AlarmMoment {
    AlarmMoment(
      now: now, rule: table[condition], place: state.alarms[group].place, boot: state.boot,
      firstOpenLevel: firstOpenLevel(of: condition, group))
  }

  /// The group of a subject, made where there is none yet.
  mutating func group(of place: AlarmPlace) -> Int {
    if let index = state.alarms.firstIndex(where: { $0.place.subject == place.subject }) {
      if state.alarms[index].place != place {
        state.alarms[index].place = place
        // It may be heard at other beds now.
        annunciationIsStale = true
      }
      return index
    }
    state.alarms.append(AlarmGroup(place))
    return state.alarms.count - 1
  }

  func groupIndex(of subject: AlarmSubject) -> Int? {
    state.alarms.firstIndex { $0.place.subject == subject }
  }

  func stands(_ condition: AlarmCondition, of group: Int) -> Bool {
    state.alarms[group].standing(condition) != nil
  }
}
