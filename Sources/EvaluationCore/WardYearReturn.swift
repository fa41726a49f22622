import CareModel

/// A raising that a kill took back: it has to come again, or be over.
struct WardYearReturn {
  var alarm: AlarmEvent
  /// Since when the gateway sees it again, and nothing else speaks for it.
  var awaitedSince: Instant?

  init(_ alarm: AlarmEvent) { self.alarm = alarm }

  /// How long what is so must have been seen until it is told again; nil where nobody judges it.
  func dueAfter(_ settings: CareSettings) -> TimeLength? {
    let margin = TimeLength.minutes(4)
    switch alarm.condition {
    case .hypothermia:
      switch alarm.alarmClass {
      case .severe: return settings.hypothermiaSevereDelay + margin
      case .moderate: return settings.hypothermiaModerateDelay + margin
      case .mild, nil: return settings.hypothermiaMildDelay + margin
      }
    case .hyperthermia: return settings.hyperthermiaDelay + margin
    case .coldRoom: return settings.coldRoomDelay + margin
    case .hotRoom: return settings.alarms.hotRoomDelay + margin
    case .deviceSilent: return settings.deviceSilentAfter * 2 + margin
    case .storeFailing, .stationUnreachable: return margin
    case .portLost: return settings.portLostDelay + margin
    default: return nil
    }
  }

  /// Whether a reading, in degrees C, is still what the alarm is about; a tenth beside it is over.
  func isBeyond(_ degrees: Double, _ settings: CareSettings) -> Bool {
    let slack = 0.1
    switch alarm.condition {
    case .hypothermia:
      let limit = settings.hypothermiaBelow(alarm.alarmClass)
      return degrees < limit.degrees - slack
    case .hyperthermia: return degrees > settings.hyperthermiaAbove.degrees + slack
    case .coldRoom: return degrees < settings.coldRoomBelow.degrees - slack
    case .hotRoom: return degrees > settings.alarms.hotRoomAbove.degrees + slack
    default: return false
    }
  }
}
