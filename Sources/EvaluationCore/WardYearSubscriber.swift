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
  private(set) var seen: Set<WardYearMessageName> = []
  /// How each raising was last heard: true once its end was.
  private var isOver: [AlarmIdentifier: Bool] = [:]
  private(set) var standing: [WardYearKey: AlarmIdentifier] = [:]
  private(set) var received = 0
  private(set) var repeats = 0

  enum Verdict: Equatable {
    case fine
    /// Another raising of the same stands.
    case doubled(AlarmIdentifier)
    /// Its beginning never came.
    case unheralded
  }

  mutating func take(_ message: WardYearMessage) -> Verdict {
    received += 1
    let alarm = message.alarm
    let isNew = seen.insert(message.name).inserted
    let over = isOver[alarm.identifier]
    switch alarm.state {
    case _ where !isNew, .active where over != nil, .resolved where over == true:
      repeats += 1
      return .fine
    case .changed: return over == nil ? .unheralded : .fine
    case .active:
      isOver[alarm.identifier] = false
      let before = standing.updateValue(alarm.identifier, forKey: WardYearKey(alarm))
      return before.map { .doubled($0) } ?? .fine
    case .resolved:
      isOver[alarm.identifier] = true
      let key = WardYearKey(alarm)
      if standing[key] == alarm.identifier { standing[key] = nil }
      return over == nil ? .unheralded : .fine
    }
  }

  /// Ends what the hub's own list of standing alarms does not name.
  mutating func end(_ key: WardYearKey) {
    guard let identifier = standing.removeValue(forKey: key) else { return }
    isOver[identifier] = true
  }

  /// Forgets names that can never come again; what stands is kept.
  mutating func forget(bootsBefore boot: Int) {
    seen = seen.filter { $0.boot >= boot }
    isOver = isOver.filter { !$0.value }
  }
}
