import CareModel
import SimulatedWard

extension AlarmJudge {
  /// When a condition may be called so: its threshold, widened by hysteresis and the sensor's error.
  func possible(_ condition: AlarmCondition, _ alarmClass: AlarmClass?) -> [TruthInterval] {
    let slack = Self.sensorError + settings.skinHysteresis.degrees
    switch condition {
    case .hypothermia:
      let limit = settings.hypothermiaBelow(alarmClass)
      // A probe that fell off reads cold: somebody has to look, whatever it is called.
      return course.stretches { $1.skin < limit.degrees + slack || !$1.isProbeSeated }
    case .hyperthermia:
      return course.stretches { $1.skin > settings.hyperthermiaAbove.degrees - slack }
    case .coldRoom:
      return course.stretches {
        $1.room < settings.coldRoomResolvedFrom.degrees + Self.sensorError
      }
    case .hotRoom:
      return course.stretches {
        $1.room > settings.alarms.hotRoomResolvedFrom.degrees - Self.sensorError
      }
    case .fallingFast:
      let limit = settings.hypothermiaModerateBelow.degrees + slack
      return course.stretches { index, point in
        let fall = course.fall(at: index)
        return !point.isProbeSeated || (fall > 0.01 && point.skin - fall * 15 < limit)
      }
    case .probeDetached:
      // A truly cold infant gives the same evidence: the alarm says "probe off or infant cold".
      return course.stretches { !$1.isProbeSeated || $1.skin < 36.2 }
    default: return []
    }
  }

  /// True where what an alarm says was so, or could not be told from it.
  func isTrue(_ story: AlarmStory) -> Bool {
    let around = TruthInterval(from: story.since - .minutes(12), to: story.raisedAt)
    switch story.condition {
    case .hypothermia, .hyperthermia, .coldRoom, .hotRoom, .fallingFast, .probeDetached:
      return possible(story.condition, story.segments[0].alarmClass).contains {
        $0.overlaps(around)
      }
    case .deviceSilent:
      guard case .device(let device) = story.subject else { return false }
      return heard.silences(of: device, until: end).contains {
        $0.overlaps(TruthInterval(from: story.raisedAt - .minutes(2), to: story.raisedAt))
      }
    case .batteryLow:
      return true
    case .contradictorySignals:
      return bed.signalFaults.contains {
        $0.interval.widened(before: .minutes(5), after: .minutes(30)).contains(story.raisedAt)
      }
    case .contactInterrupted:
      let least = settings.alarms.contactInterruptedAfter - .minutes(30)
      return care.withoutContact.contains {
        $0.length >= least && $0.widened(before: .minutes(30), after: .zero).contains(story.since)
      }
    case .behindGoal: return isBehind(at: story.raisedAt)
    default: return true
    }
  }

  /// Less contact than the check asks for, or too little left of the day, give or take 15 minutes.
  private func isBehind(at now: Instant) -> Bool {
    let day = now.milliseconds / 86_400_000 * 86_400_000
    let from = Instant(milliseconds: day)
    let contact = care.contact.reduce(TimeLength.zero) {
      let begin = max($1.from, from)
      let finish = min($1.to, now)
      return begin < finish ? $0 + (finish - begin) : $0
    }
    let left = from + .hours(24) - now
    let goal = settings.goalPerDay
    let share = settings.alarms.behindGoalShare * goal.seconds
    let isBehindAtCheck =
      now >= from + settings.alarms.behindGoalCheck && contact.seconds < share + 900
    return isBehindAtCheck || contact + left < goal + .minutes(15)
  }
}
