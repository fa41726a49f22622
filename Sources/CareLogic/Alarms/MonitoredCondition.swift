import CareModel

/// One alarm condition of one subject: its levels, what stands, and what people did about it.
///
/// Two axes are kept apart: the condition follows the world, the response follows people.
public struct MonitoredCondition: Hashable, Codable, Sendable {
  public let condition: AlarmCondition
  private var levels: [ConditionLevel]
  public private(set) var standing: StandingAlarm?
  /// Resolved in the world, and shown until somebody has looked.
  public private(set) var latched: StandingAlarm?

  public init(_ condition: AlarmCondition, levels: Int) {
    self.condition = condition
    self.levels = Array(repeating: ConditionLevel(), count: levels)
  }

  /// True while nothing is pending or active, so that a clear judgement changes nothing.
  public var isQuiet: Bool { levels.allSatisfy(\.isQuiet) }
  /// True where there is nothing to show and nothing to remember.
  public var isBlank: Bool {
    standing == nil && latched == nil && levels.allSatisfy(\.isBlank)
  }
  /// True where it would stand were it not held back.
  public var isHeldBack: Bool { standing == nil && levels.contains { $0.isActive } }

  /// Since when a level has been met without an end; nil while it is not active, told or held back.
  public func activeSince(_ level: Int) -> Instant? {
    levels[level].isActive ? levels[level].metSince : nil
  }

  public mutating func judge(
    _ judgement: Judgement, level: Int, rule: AlarmRule, at now: Instant
  ) {
    levels[level].judge(judgement, at: now, rule.levels[level].timing)
  }

  /// True where `elapse` would do something at `now`.
  public func isDue(at now: Instant, rule: AlarmRule) -> Bool {
    if let due = deadline(rule: rule), due <= now { return true }
    guard let alarm = standing, !alarm.isFlapping else { return false }
    return isFlapping(at: now, rule)
  }

  /// Takes every due timer into account, and says what changed.
  public mutating func elapse(to moment: AlarmMoment, into events: inout [CareEvent]) {
    for index in levels.indices {
      _ = levels[index].elapse(to: moment.now, moment.rule.levels[index].timing)
    }
    settle(at: moment, into: &events)
    tellFlapping(at: moment, into: &events)
    remind(at: moment, into: &events)
    escalateUnanswered(at: moment, into: &events)
  }

  /// When a timer of the condition or of a response is next due.
  public func deadline(rule: AlarmRule) -> Instant? {
    var earliest =
      standing?.respondedUntil ?? standing?.escalationDue(rule) ?? latched?.respondedUntil
    for index in levels.indices {
      guard let due = levels[index].deadline(rule.levels[index].timing) else { continue }
      if earliest.map({ due < $0 }) ?? true { earliest = due }
    }
    return earliest
  }

  /// Records what a person did; false when there is nothing to respond to.
  public mutating func respond(
    _ response: ResponseEvent.Response, by person: PersonIdentifier?, until: Instant,
    at now: Instant, into events: inout [CareEvent]
  ) -> Bool {
    if let looked = latched, response == .acknowledged {
      latched = nil
      events.append(
        .response(
          ResponseEvent(
            identifier: looked.identifier, response: response, by: person, until: nil, at: now)))
      if standing == nil { return true }
    }
    // What is latched needs a look, but not without a break: it too can be paused.
    guard var alarm = standing ?? latched else { return false }
    // What changes nothing is not recorded as if it had.
    guard alarm.answer(response, by: person, until: until) else { return true }
    if standing == nil { latched = alarm } else { standing = alarm }
    events.append(
      .response(
        ResponseEvent(
          identifier: alarm.identifier, response: response, by: person,
          until: alarm.respondedUntil, at: now)))
    return true
  }

  /// Forgets how long the condition has been clear, because nobody watched it for a while.
  public mutating func interruptClearing() {
    for index in levels.indices { levels[index].interruptClearing() }
  }

  /// Moves pending timers past a stretch in which nobody was watching.
  public mutating func skip(_ gap: TimeLength, rule: AlarmRule) {
    for index in levels.indices { levels[index].skip(gap, rule.levels[index].timing) }
  }

  /// Forgets what is pending but not raised, because its sensor watches another subject now.
  public mutating func forgetPending() {
    for index in levels.indices where !levels[index].isActive || standing == nil {
      levels[index].end()
    }
  }

  /// Ends what can be judged no more, because its sensor was taken away; what nobody has seen stays.
  public mutating func conclude(at moment: AlarmMoment, into events: inout [CareEvent]) {
    for index in levels.indices { levels[index].end() }
    resolve(at: moment, into: &events)
  }

  /// Ends whatever stands, because the subject left the gateway's care.
  public mutating func end(at moment: AlarmMoment, into events: inout [CareEvent]) {
    for index in levels.indices { levels[index].end() }
    latched = nil
    guard let alarm = standing else { return }
    events.append(event(.resolved, alarm, moment))
    standing = nil
  }

  // MARK: The condition

  private mutating func settle(at moment: AlarmMoment, into events: inout [CareEvent]) {
    guard let level = worstActiveLevel() else {
      resolve(at: moment, into: &events)
      return
    }
    guard let alarm = standing else {
      if level >= moment.firstOpenLevel { raise(level, at: moment, into: &events) }
      return
    }
    guard alarm.level != level else { return }
    standing?.level = level
    if isFlapping(at: moment.now, moment.rule) { standing?.isFlapping = true }
    // A worse one has not been waiting yet; one that swings has, and must not wait for ever.
    if level > alarm.awaitedLevel ?? alarm.level, alarm.respondedUntil == nil {
      standing?.unansweredSince = moment.now
      standing?.awaitedLevel = level
    }
    if let unseen = alarm.unseenLevel ?? (level > alarm.level ? level : nil) {
      standing?.unseenLevel = max(unseen, level)
    }
    if let changed = standing { events.append(event(.changed, changed, moment)) }
    if let responded = alarm.respondedLevel, level > responded {
      endResponse(.escalated, at: moment.now, into: &events)
    }
  }

  private mutating func raise(
    _ level: Int, at moment: AlarmMoment, into events: inout [CareEvent]
  ) {
    let onset = levels[level].metSince ?? moment.now
    var alarm = StandingAlarm(
      identifier: AlarmIdentifier(
        boot: moment.boot, subject: moment.place.subject, condition: condition, onset: onset),
      level: level, since: onset, at: moment.now,
      isFlapping: isFlapping(at: moment.now, moment.rule))
    // Somebody has to look anyway: one alarm of a kind is enough, if it keeps what nobody has seen.
    if let unseen = latched?.unseenLevel { alarm.unseenLevel = max(level, unseen) }
    standing = alarm
    latched = nil
    events.append(event(.active, alarm, moment))
  }

  /// The worst active level; of a standing alarm also a lesser one that is still met.
  private mutating func worstActiveLevel() -> Int? {
    if let active = levels.indices.last(where: { levels[$0].isActive }) { return active }
    guard standing != nil else { return nil }
    return levels.indices.last { levels[$0].activateIfMet() }
  }

  private mutating func resolve(at moment: AlarmMoment, into events: inout [CareEvent]) {
    guard let alarm = standing else { return }
    if let from = moment.rule.latchesFrom, let unseen = alarm.unseenLevel, unseen >= from {
      latched = alarm
      // A pause goes on; any other answer was to what is over.
      if alarm.response != .paused { latched?.endResponse(nil, at: moment.now) }
    }
    events.append(event(.resolved, alarm, moment))
    standing = nil
    // What was pending began before the end: another raising has an onset, and so a name, of its own.
    for index in levels.indices { levels[index].calm() }
  }

  private func isFlapping(at now: Instant, _ rule: AlarmRule) -> Bool {
    levels.indices.contains {
      levels[$0].isActive && levels[$0].isFlapping(at: now, rule.levels[$0].timing)
    }
  }

  private mutating func tellFlapping(at moment: AlarmMoment, into events: inout [CareEvent]) {
    guard let alarm = standing, !alarm.isFlapping, isFlapping(at: moment.now, moment.rule) else {
      return
    }
    standing?.isFlapping = true
    if let changed = standing { events.append(event(.changed, changed, moment)) }
  }

  // MARK: The response

  private mutating func remind(at moment: AlarmMoment, into events: inout [CareEvent]) {
    guard let until = (standing ?? latched)?.respondedUntil, until <= moment.now else { return }
    endResponse(.reminder, at: moment.now, into: &events)
  }

  private mutating func escalateUnanswered(
    at moment: AlarmMoment, into events: inout [CareEvent]
  ) {
    guard let alarm = standing, let due = alarm.escalationDue(moment.rule), due <= moment.now
    else { return }
    guard alarm.level >= moment.firstOpenLevel else {
      // Nobody is to hear it now; its time begins anew.
      standing?.unansweredSince = moment.now
      return
    }
    endResponse(.escalated, at: moment.now, into: &events)
  }

  private mutating func endResponse(
    _ response: ResponseEvent.Response, at now: Instant, into events: inout [CareEvent]
  ) {
    guard let alarm = standing ?? latched else { return }
    if standing == nil {
      latched?.endResponse(response, at: now)
    } else {
      standing?.endResponse(response, at: now)
    }
    events.append(
      .response(
        ResponseEvent(
          identifier: alarm.identifier, response: response, by: nil, until: nil, at: now)))
  }

  private func event(
    _ state: AlarmEvent.State, _ alarm: StandingAlarm, _ moment: AlarmMoment
  ) -> CareEvent {
    let grade = moment.rule.levels[alarm.level]
    return .alarm(
      AlarmEvent(
        identifier: alarm.identifier, subject: moment.place.subject, infant: moment.place.infant,
        room: moment.place.room, condition: condition, alarmClass: grade.alarmClass,
        priority: grade.priority, state: state, since: alarm.since, at: moment.now,
        beds: moment.place.beds, isFlapping: alarm.isFlapping,
        isLatched: state == .resolved && latched != nil))
  }
}
