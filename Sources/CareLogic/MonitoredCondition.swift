import CareModel

/// One alarm condition of one subject: its levels, what stands, and what people did about it.
///
/// Two axes are kept apart: the condition follows the world, the response follows people.
public struct MonitoredCondition: Hashable, Codable, Sendable {
  public let subject: AlarmSubject
  public let condition: AlarmCondition
  public var infant: InfantIdentifier?
  public var room: DeviceIdentifier?
  private var levels: [ConditionLevel]
  public private(set) var standing: StandingAlarm?

  public init(
    _ condition: AlarmCondition, of subject: AlarmSubject, infant: InfantIdentifier? = nil,
    room: DeviceIdentifier? = nil, levels: Int
  ) {
    self.condition = condition
    self.subject = subject
    self.infant = infant
    self.room = room
    self.levels = Array(repeating: ConditionLevel(), count: levels)
  }

  /// True while nothing is pending or active, so that a clear judgement changes nothing.
  public var isQuiet: Bool { levels.allSatisfy(\.isQuiet) }

  public mutating func judge(_ judgement: Judgement, level: Int, at now: Instant) {
    levels[level].judge(judgement, at: now)
  }

  /// Takes every due timer into account, and says what changed.
  public mutating func elapse(
    to now: Instant, rule: AlarmRule, boot: BootIdentifier, into events: inout [CareEvent]
  ) {
    var changed = false
    for index in levels.indices {
      if levels[index].elapse(to: now, rule.levels[index].timing) { changed = true }
    }
    if changed { settle(at: now, rule: rule, boot: boot, into: &events) }
    remind(at: now, into: &events)
  }

  /// When a timer of the condition or of a response is next due.
  public func deadline(rule: AlarmRule) -> Instant? {
    var earliest = standing?.respondedUntil
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
    guard let alarm = standing else { return false }
    // A short pause never takes away the longer acknowledgement that somebody gave.
    if alarm.respondedUntil.map({ $0 < until }) ?? true {
      standing?.respondedUntil = until
      standing?.respondedLevel = alarm.level
      standing?.response = response
    }
    events.append(
      .response(
        ResponseEvent(
          identifier: alarm.identifier, response: response, by: person, until: until, at: now)))
    return true
  }

  /// Forgets how long the condition has been clear, because nobody watched it for a while.
  public mutating func interruptClearing() {
    for index in levels.indices { levels[index].interruptClearing() }
  }

  public mutating func skip(_ gap: TimeLength) {
    for index in levels.indices { levels[index].skip(gap) }
  }

  /// Forgets what is pending but not active, because its sensor watches another subject now.
  public mutating func forgetPending() {
    for index in levels.indices where !levels[index].isActive { levels[index].end() }
  }

  /// Resolves whatever stands, because the subject left the gateway's care.
  public mutating func end(at now: Instant, rule: AlarmRule, into events: inout [CareEvent]) {
    for index in levels.indices { levels[index].end() }
    resolve(at: now, rule: rule, into: &events)
  }

  private mutating func settle(
    at now: Instant, rule: AlarmRule, boot: BootIdentifier, into events: inout [CareEvent]
  ) {
    guard let level = worstActiveLevel() else {
      resolve(at: now, rule: rule, into: &events)
      return
    }
    if let alarm = standing {
      guard alarm.level != level else { return }
      standing?.level = level
      events.append(event(.changed, rule, at: now))
      if let responded = alarm.respondedLevel, level > responded {
        escalate(at: now, into: &events)
      }
    } else {
      let onset = levels[level].metSince ?? now
      standing = StandingAlarm(
        identifier: AlarmIdentifier(
          boot: boot, subject: subject, condition: condition, onset: onset),
        level: level, since: onset)
      events.append(event(.active, rule, at: now))
    }
  }

  /// The worst active level; of a standing alarm also a lesser one that is still met.
  private mutating func worstActiveLevel() -> Int? {
    if let active = levels.indices.last(where: { levels[$0].isActive }) { return active }
    guard standing != nil else { return nil }
    return levels.indices.last { levels[$0].activateIfMet() }
  }

  private mutating func resolve(
    at now: Instant, rule: AlarmRule, into events: inout [CareEvent]
  ) {
    guard standing != nil else { return }
    events.append(event(.resolved, rule, at: now))
    standing = nil
    // What was pending began before the end: another raising has an onset, and so a name, of its own.
    for index in levels.indices { levels[index].end() }
  }

  private mutating func escalate(at now: Instant, into events: inout [CareEvent]) {
    endResponse(.escalated, at: now, into: &events)
  }

  private mutating func remind(at now: Instant, into events: inout [CareEvent]) {
    guard let until = standing?.respondedUntil, until <= now else { return }
    endResponse(.reminder, at: now, into: &events)
  }

  private mutating func endResponse(
    _ response: ResponseEvent.Response, at now: Instant, into events: inout [CareEvent]
  ) {
    guard let alarm = standing else { return }
    standing?.respondedUntil = nil
    standing?.respondedLevel = nil
    standing?.response = nil
    events.append(
      .response(
        ResponseEvent(
          identifier: alarm.identifier, response: response, by: nil, until: nil, at: now)))
  }

  private func event(_ state: AlarmEvent.State, _ rule: AlarmRule, at now: Instant) -> CareEvent {
    let alarm = standing ?? StandingAlarm(identifier: AlarmIdentifier(""), level: 0, since: now)
    let grade = rule.levels[alarm.level]
    return .alarm(
      AlarmEvent(
        identifier: alarm.identifier, subject: subject, infant: infant, room: room,
        condition: condition,
        alarmClass: grade.alarmClass, priority: grade.priority, state: state, since: alarm.since,
        at: now))
  }
}

/// A raised alarm, and the response that it has had.
public struct StandingAlarm: Hashable, Codable, Sendable {
  public var identifier: AlarmIdentifier
  /// Index into the rule's levels, the worst that is active.
  public var level: Int
  public var since: Instant
  public var response: ResponseEvent.Response?
  public var respondedUntil: Instant?
  /// The level that was responded to; a worse one rings again.
  public var respondedLevel: Int?

  init(identifier: AlarmIdentifier, level: Int, since: Instant) {
    self.identifier = identifier
    self.level = level
    self.since = since
  }
}
