import CareModel
import StationModel

/// An alarm that nobody has answered, as far as a station has to have seen it.
public struct UnansweredAlarm: Hashable, Sendable {
  public var identifier: AlarmIdentifier
  public var alarmClass: AlarmClass?
  public var priority: AlarmPriority

  public init(identifier: AlarmIdentifier, alarmClass: AlarmClass?, priority: AlarmPriority) {
    self.identifier = identifier
    self.alarmClass = alarmClass
    self.priority = priority
  }

  init(_ alarm: StationAlarm) {
    self.init(
      identifier: alarm.id, alarmClass: alarm.alarmClass, priority: alarm.priority)
  }

  /// True where whoever saw the other has not seen how bad this one is.
  func isWorse(than other: UnansweredAlarm) -> Bool {
    if priority != other.priority { return priority > other.priority }
    guard let alarmClass, let before = other.alarmClass else {
      return alarmClass != other.alarmClass
    }
    return alarmClass > before
  }
}

extension StationSnapshot {
  /// What somebody has to see: an alarm test is one of them.
  var unanswered: [UnansweredAlarm] {
    let standing = alarms.filter { $0.response == nil }.map(UnansweredAlarm.init)
    guard isTest else { return standing }
    return standing + [
      UnansweredAlarm(
        identifier: StationConfirmation.alarmTest, alarmClass: nil, priority: .high)
    ]
  }
}
