import CareModel
import SimulatedWard

/// Holds the alarms of one bed against what was really so there.
///
/// The truth is the heat-flow model's and the script's. Thresholds are the clinical ones, widened by
/// what a sensor may be off (`sensorError`) where an alarm is asked for, and narrowed where one is
/// blamed; clinical delays count as allowed time. Nothing the engine computed is used.
struct AlarmJudge {
  let name: String
  let bed: BedScript
  let care: TruthTimeline
  let course: TruthCourse
  let stories: [AlarmStory]
  /// When the infant was in standby.
  let standby: [TruthInterval]
  let heard: HeardTimes
  let end: Instant
  let settings = CareSettings()

  /// A chest probe's own error with its plaster, and the ward thermometer's: in degrees.
  static let sensorError = 0.3
  /// What filter, board and room take beyond the clinical delay.
  static let margin = TimeLength.minutes(6)

  var tally: AlarmTally {
    var tally = AlarmTally()
    tally.bedDays = (end - Instant.zero).seconds / Double(CareDay.length)
    let mine = stories.filter { isMine($0) }
    tally.raised = mine.count
    for demand in demands where !isExcused(demand.episode) {
      tally.episodes += 1
      if !demand.isTold(by: stories, within: demand.window) {
        tally.missed.append(
          "\(name): missed \(demand.name) from \(Int(demand.episode.from.minutes)) min "
            + "for \(Int(demand.episode.length.minutes)) min")
      }
    }
    for story in mine {
      if !isTrue(story) {
        tally.wrong.append(
          "\(name): false \(story.condition.rawValue) at \(Int(story.raisedAt.minutes)) min")
      }
      tally.standing[story.condition, default: 0] += tooLong(story)
    }
    tally.again = again(mine)
    return tally
  }

  /// A shared room's alarms are counted once, on the bed that has its thermometer.
  private func isMine(_ story: AlarmStory) -> Bool {
    switch story.subject {
    case .infant(let infant): infant == bed.infant
    case .room(let room), .device(let room): bed.boards.contains { $0.device == room }
    case .port, .output, .gateway: false
    }
  }

  var room: DeviceIdentifier? { bed.assignment.room }
  var probe: DeviceIdentifier? { bed.board(.probe)?.device }

  /// Nobody was to be told: it was in standby.
  private func isExcused(_ episode: TruthInterval) -> Bool {
    standby.contains { $0.overlaps(episode) }
  }

  /// Raisings of one condition while the episode of the one before was not over.
  private func again(_ mine: [AlarmStory]) -> [String] {
    mine.indices.compactMap { index in
      let story = mine[index]
      let earlier = mine[..<index].last {
        $0.condition == story.condition && $0.subject == story.subject
      }
      guard let over = earlier?.resolvedAt,
        episodes(story).contains(where: { $0.contains(over) && $0.contains(story.since) })
      else { return nil }
      return "\(name): \(story.condition.rawValue) again at \(Int(story.raisedAt.minutes)) min"
    }
  }

  /// When the cause of a story lasted without a break, as a sensor without noise would have it.
  private func episodes(_ story: AlarmStory) -> [TruthInterval] {
    let slack = settings.skinHysteresis.degrees - bed.parameters.probe.error
    switch story.condition {
    case .hypothermia:
      return course.stretches { $1.skin < settings.hypothermiaMildBelow.degrees + slack }
    case .hyperthermia:
      return course.stretches {
        $1.skin + bed.parameters.probe.error
          > settings.hyperthermiaAbove.degrees - settings.skinHysteresis.degrees
      }
    case .probeDetached: return course.stretches { !$1.isProbeSeated }
    case .coldRoom:
      return course.stretches { $1.room < settings.coldRoomResolvedFrom.degrees }
    case .hotRoom: return course.stretches { $1.room > settings.alarms.hotRoomResolvedFrom.degrees }
    case .fallingFast: return course.stretches { index, _ in course.fall(at: index) > 0.01 }
    case .deviceSilent:
      guard case .device(let device) = story.subject else { return [] }
      return heard.silences(of: device, until: end)
    case .contactInterrupted: return care.withoutContact
    case .behindGoal: return [TruthInterval(from: .zero, to: end)]
    default: return []
    }
  }

  /// Minutes that a story stood while the contrary was surely so, beyond its delays.
  private func tooLong(_ story: AlarmStory) -> Double {
    var minutes = 0.0
    for segment in story.segments {
      let so = possible(story.condition, segment.alarmClass)
      if so.isEmpty, possible(story.condition, nil).isEmpty, isTrue(story) { continue }
      let allowed = allowance(story) + Self.margin
      let excused =
        so.map { $0.widened(before: .minutes(15), after: allowed) }
        + unseen.map { $0.widened(before: .zero, after: allowed) }
      let stood = TruthInterval(from: segment.from, to: segment.to)
      let free =
        stood.length
        - excused.united.reduce(TimeLength.zero) {
          let from = max($1.from, stood.from)
          let to = min($1.to, stood.to)
          return from < to ? $0 + (to - from) : $0
        }
      minutes += max(0, free.minutes)
    }
    return minutes
  }

  private func allowance(_ story: AlarmStory) -> TimeLength {
    let own: TimeLength =
      switch story.condition {
      case .coldRoom, .hotRoom: settings.coldRoomResolveDelay + .minutes(10)
      case .fallingFast: settings.alarms.fallingFastResolveDelay + settings.alarms.fallingWindow
      case .probeDetached: settings.probeSettleDelay + .minutes(10)
      default: settings.skinResolveDelay
      }
    return story.isFlapping ? max(own, settings.alarms.flappingResolveDelay) : own
  }

  /// When nothing could be known of the infant's skin: probe silent, or off.
  private var unseen: [TruthInterval] {
    let silent = [probe, room].compactMap { $0 }.flatMap { heard.silences(of: $0, until: end) }
    return (silent + course.stretches { !$1.isProbeSeated }).united
  }
}

extension Instant {
  fileprivate var minutes: Double { seconds / 60 }
}
