import CareModel

/// One alarm event as a message, under the name by which a receiver drops repeats.
struct WardYearMessage: Hashable {
  /// The run and the count within it, as in docs/MESSAGES.md.
  var boot: Int
  var sequence: Int
  var alarm: AlarmEvent

  var name: WardYearMessageName { WardYearMessageName(boot: boot, sequence: sequence) }
}

struct WardYearMessageName: Hashable {
  var boot: Int
  var sequence: Int
}

/// What an alarm is about: one subject and one condition.
struct WardYearKey: Hashable {
  var subject: AlarmSubject
  var condition: AlarmCondition

  init(_ alarm: AlarmEvent) {
    subject = alarm.subject
    condition = alarm.condition
  }
}

/// A receiver of alarms that knows what docs/MESSAGES.md says, and nothing else.
struct WardYearSubscriber {
  private var seen: Set<WardYearMessageName> = []
  /// How each raising was last heard: true once its end was.
  private var isOver: [AlarmIdentifier: Bool] = [:]
  /// What stands, oldest first. An end waits for the hub's disk where a beginning does not: until it
  /// comes, two of the same may stand.
  private(set) var standing: [WardYearKey: [AlarmEvent]] = [:]
  private(set) var received = 0
  private(set) var repeats = 0

  enum Verdict: Equatable {
    case fine
    /// Another raising of the same was told before this one was over.
    case doubled(AlarmIdentifier)
    /// Its beginning never came.
    case unheralded
  }

  mutating func take(_ message: WardYearMessage) -> Verdict {
    received += 1
    let alarm = message.alarm
    let isNew = seen.insert(message.name).inserted
    let over = isOver[alarm.identifier]
    let key = WardYearKey(alarm)
    switch alarm.state {
    case _ where !isNew, .active where over != nil, .resolved where over == true:
      repeats += 1
      return .fine
    case .changed: return over == nil ? .unheralded : .fine
    case .active:
      isOver[alarm.identifier] = false
      standing[key, default: []].append(alarm)
      return .fine
    case .resolved:
      end(alarm.identifier, key)
      if over == nil { return .unheralded }
      let other = standing[key]?.first { $0.at < alarm.at }
      return other.map { .doubled($0.identifier) } ?? .fine
    }
  }

  /// Ends a raising: because its end came, or because the hub's own list does not name it.
  mutating func end(_ identifier: AlarmIdentifier, _ key: WardYearKey) {
    isOver[identifier] = true
    standing[key]?.removeAll { $0.identifier == identifier }
    if standing[key]?.isEmpty ?? false { standing[key] = nil }
  }
}
