import CareModel

/// The conditions of one subject that are pending, stand, or are remembered; quiet ones are not kept.
///
/// So a sample that is as it should be touches nothing, and a checkpoint of a calm ward is small.
public struct AlarmGroup: Hashable, Codable, Sendable {
  public var place: AlarmPlace
  public internal(set) var conditions: [MonitoredCondition] = []

  public init(_ place: AlarmPlace) { self.place = place }

  public func index(of condition: AlarmCondition) -> Int? {
    conditions.firstIndex { $0.condition == condition }
  }

  public func standing(_ condition: AlarmCondition) -> StandingAlarm? {
    index(of: condition).flatMap { conditions[$0].standing }
  }

  /// Takes a judgement; only one that is met opens a condition.
  public mutating func judge(
    _ judgement: Judgement, level: Int, rule: AlarmRule, at now: Instant
  ) {
    if let index = index(of: rule.condition) {
      conditions[index].judge(judgement, level: level, rule: rule, at: now)
    } else if judgement == .met {
      var opened = MonitoredCondition(rule.condition, levels: rule.levels.count)
      opened.judge(judgement, level: level, rule: rule, at: now)
      conditions.append(opened)
    }
  }

  /// Lets time pass for one condition; it is dropped when nothing of it is left.
  public mutating func elapse(
    _ condition: AlarmCondition, to moment: AlarmMoment, into events: inout [CareEvent]
  ) {
    guard let index = index(of: condition) else { return }
    conditions[index].elapse(to: moment, into: &events)
    if conditions[index].isBlank { conditions.remove(at: index) }
  }

  /// Changes one condition in place, where it is open.
  public mutating func with(
    _ condition: AlarmCondition, _ change: (inout MonitoredCondition) -> Void
  ) {
    guard let index = index(of: condition) else { return }
    change(&conditions[index])
    if conditions[index].isBlank { conditions.remove(at: index) }
  }

  /// Moves pending timers past a stretch in which nobody was watching.
  public mutating func skip(_ gap: TimeLength, table: AlarmTable) {
    // Silence is what time without a sample is: no gap excuses it.
    for index in conditions.indices where conditions[index].condition != .deviceSilent {
      conditions[index].skip(gap, rule: table[conditions[index].condition])
    }
  }
}
