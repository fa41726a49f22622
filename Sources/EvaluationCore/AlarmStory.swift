import CareModel
import SimulatedWard

/// One raising of one alarm, from its events.
struct AlarmStory: Sendable {
  /// A stretch in which its class did not change.
  struct Segment: Sendable {
    var from: Instant
    var to: Instant
    var alarmClass: AlarmClass?
    var priority: AlarmPriority
  }

  var condition: AlarmCondition
  var subject: AlarmSubject
  var infant: InfantIdentifier?
  var since: Instant
  var raisedAt: Instant
  var segments: [Segment]
  var isFlapping: Bool
  /// Nil where it stood at the end.
  var resolvedAt: Instant?

  /// Every alarm of a stream of events, in the order in which they were raised.
  static func all(_ events: [CareEvent], until end: Instant) -> [AlarmStory] {
    var stories: [AlarmIdentifier: AlarmStory] = [:]
    var order: [AlarmIdentifier] = []
    for case .alarm(let alarm) in events {
      let next = Segment(
        from: alarm.at, to: end, alarmClass: alarm.alarmClass, priority: alarm.priority)
      if alarm.state == .active {
        order.append(alarm.identifier)
        stories[alarm.identifier] = AlarmStory(
          condition: alarm.condition, subject: alarm.subject, infant: alarm.infant,
          since: alarm.since, raisedAt: alarm.at, segments: [next], isFlapping: alarm.isFlapping)
        continue
      }
      guard var story = stories[alarm.identifier] else { continue }
      story.segments[story.segments.count - 1].to = alarm.at
      if alarm.isFlapping { story.isFlapping = true }
      if alarm.state == .resolved {
        story.resolvedAt = alarm.at
      } else {
        story.segments.append(next)
      }
      stories[alarm.identifier] = story
    }
    return order.compactMap { stories[$0] }
  }

  /// True where it stood at some time of `window`, with a class of at least `least`.
  func stood(in window: TruthInterval, least: AlarmClass? = nil, loud: Bool = false) -> Bool {
    segments.contains { segment in
      segment.from <= window.to && segment.to >= window.from
        && (least.map { (segment.alarmClass ?? .mild) >= $0 } ?? true)
        && (!loud || segment.priority == .high)
    }
  }
}
