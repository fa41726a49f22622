import CareModel
import StationModel

/// An alarm that a station raises by itself: a hub, or the broker, is not heard.
struct LocalAlarm: Hashable, Sendable {
  var identifier: AlarmIdentifier
  /// The hub that is silent; the station itself where the broker is away.
  var subject: String
  var condition: AlarmCondition
  var since: Instant
  var response: StationAlarm.Response?
  var by: PersonIdentifier?
  var until: Instant?

  /// High, local choice: nobody at the station sees any of these infants.
  static let priority = AlarmPriority.high

  init(station: String, subject: String, condition: AlarmCondition, since: Instant) {
    identifier = AlarmIdentifier(
      "\(station)/\(subject)/\(condition.rawValue)/\(since.milliseconds)")
    self.subject = subject
    self.condition = condition
    self.since = since
  }

  mutating func answer(
    _ response: StationAlarm.Response, by: PersonIdentifier, until: Instant
  ) {
    self.response = response
    self.by = by
    self.until = until
  }

  /// An answer that has run out is none.
  mutating func passTime(to now: Instant) {
    guard let until, until <= now else { return }
    response = nil
    by = nil
    self.until = nil
  }

  func shown(beds: [String], since wall: WallTime?, at now: Instant) -> StationAlarm {
    StationAlarm(
      id: identifier, hub: subject, subject: subject, infant: nil, bed: nil, room: nil,
      beds: beds, condition: condition, alarmClass: nil, kind: .technical,
      priority: Self.priority, since: wall.map { StationTime($0) },
      forSeconds: Int(max(.zero, now - since).seconds), response: response, by: by,
      remainingSeconds: until.map { Int(max(.zero, $0 - now).seconds) })
  }
}
