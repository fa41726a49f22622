import CareModel

/// A raised alarm, and the response that it has had.
public struct StandingAlarm: Hashable, Codable, Sendable {
  public var identifier: AlarmIdentifier
  /// Index into the rule's levels, the worst that is active.
  public var level: Int
  public var since: Instant
  /// True once the signal has crossed its threshold again and again.
  public internal(set) var isFlapping: Bool
  public internal(set) var response: ResponseEvent.Response?
  public internal(set) var respondedUntil: Instant?
  public internal(set) var by: PersonIdentifier?
  /// The level that was responded to; a worse one rings again.
  var respondedLevel: Int?
  /// Since when nobody has acknowledged it; nil while an acknowledgement holds.
  var unansweredSince: Instant?
  /// The worst level that nobody has acknowledged yet, also of what was latched before.
  var unseenLevel: Int?
  /// The worst level that the wait for an answer has seen; only a worse one begins it anew.
  var awaitedLevel: Int?

  init(
    identifier: AlarmIdentifier, level: Int, since: Instant, at now: Instant, isFlapping: Bool
  ) {
    self.identifier = identifier
    self.level = level
    self.since = since
    self.isFlapping = isFlapping
    unansweredSince = now
    unseenLevel = level
    awaitedLevel = level
  }

  /// True where nobody answered in time, or it got worse than what was acknowledged.
  public var isEscalated: Bool { response == .escalated }

  /// True while it is neither acknowledged nor paused.
  public var isSounding: Bool { respondedUntil == nil }

  /// When nobody will have answered for too long; nil where that does not make it louder.
  func escalationDue(_ rule: AlarmRule) -> Instant? {
    guard !isEscalated, respondedUntil == nil, let unansweredSince else { return nil }
    return rule.escalation.after(rule.levels[level].priority).map { unansweredSince + $0 }
  }

  /// Takes what a person did; false where it is a pause that an answer of before outlasts.
  ///
  /// A short pause never takes away the longer acknowledgement, nor an acknowledgement the longer pause.
  mutating func answer(
    _ next: ResponseEvent.Response, by person: PersonIdentifier?, until: Instant
  ) -> Bool {
    if next != .acknowledged, let respondedUntil, respondedUntil >= until { return false }
    respondedUntil = max(respondedUntil ?? until, until)
    respondedLevel = level
    response = next
    by = person
    if next == .acknowledged {
      unseenLevel = nil
      unansweredSince = nil
    }
    return true
  }

  /// Ends an answer: from now on nobody has answered.
  mutating func endResponse(_ next: ResponseEvent.Response?, at now: Instant) {
    if response == .acknowledged || unansweredSince == nil {
      unansweredSince = now
      awaitedLevel = level
    }
    respondedUntil = nil
    respondedLevel = nil
    by = nil
    response = next
  }
}

/// How long an alarm of a priority may go unanswered before it is made louder.
public struct EscalationTiming: Hashable, Sendable {
  public var high: TimeLength
  public var medium: TimeLength

  public init(high: TimeLength, medium: TimeLength) {
    self.high = high
    self.medium = medium
  }

  /// Nil for low priority, which is never made louder by time alone.
  func after(_ priority: AlarmPriority) -> TimeLength? {
    switch priority {
    case .low: nil
    case .medium: medium
    case .high: high
    }
  }
}
