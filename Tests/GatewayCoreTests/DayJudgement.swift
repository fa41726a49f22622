import CareModel
import SimulatedWard

/// Compares a day's events with the simulator's truth; an empty list of complaints is agreement.
struct DayJudgement {
  let script: WardScript
  let events: [CareEvent]
  let end: Instant

  /// Filters, probes and rooms lag behind their cause.
  private static let lag = TimeLength.minutes(12)
  private static let lead = TimeLength.minutes(1)
  /// How much longer than its delay a condition lasts before its alarm must have come.
  private static let margin = TimeLength.minutes(5)

  var complaints: [String] {
    script.truth(until: end).flatMap { hours($0) + falseAlarms($0) + missedAlarms($0) }
  }

  /// Minutes that the last printed day of an infant is off the truth.
  func minutesOff(_ truth: TruthTimeline) -> Double {
    var days: [LocalDate?: DaySummary] = [:]
    for case .day(let day) in events where day.infant == truth.infant { days[day.date] = day }
    let counted = days.values.map(\.contact).reduce(TimeLength.zero, +)
    return (counted - truth.contactLength).minutes
  }

  private func hours(_ truth: TruthTimeline) -> [String] {
    let off = minutesOff(truth)
    return abs(off) <= 5 ? [] : ["\(truth.infant): hours off by \(off) min"]
  }

  private var alarms: [AlarmEvent] {
    events.compactMap { if case .alarm(let alarm) = $0 { alarm } else { nil } }
  }

  /// Every condition that the truth has on one bed, and after which delay it is due.
  private func causes(
    _ truth: TruthTimeline
  ) -> [(AlarmCondition, AlarmSubject, [TruthInterval], due: TimeLength?)] {
    let settings = CareSettings()
    let infant = AlarmSubject.infant(truth.infant)
    let bed = script.beds.first { $0.infant == truth.infant }
    var rows: [(AlarmCondition, AlarmSubject, [TruthInterval], due: TimeLength?)] = [
      (.hypothermia, infant, truth.mildHypothermia, due: nil),
      (.hypothermia, infant, truth.moderateHypothermia, due: settings.hypothermiaModerateDelay),
      (.hyperthermia, infant, truth.hyperthermia, due: settings.hyperthermiaDelay),
      (.probeDetached, infant, truth.probeOff, due: settings.probeDetachedDelay),
      (.fallingFast, infant, truth.falling, due: nil),
      (
        .contactInterrupted, infant,
        truth.withoutContact.filter { $0.length >= settings.alarms.contactInterruptedAfter },
        due: nil
      ),
      (
        .behindGoal, infant, isShortOfGoal(truth) ? [TruthInterval(from: .zero, to: end)] : [],
        due: nil
      ),
    ]
    if let room = bed?.board(.room)?.device {
      rows.append((.coldRoom, .room(room), truth.coldRoom, due: settings.coldRoomDelay))
    }
    for board in bed?.boards ?? [] {
      let silent = truth.silent[board.device] ?? []
      rows.append((.deviceSilent, .device(board.device), silent, due: settings.deviceSilentAfter))
      rows.append(
        (.batteryLow, .device(board.device), truth.batteryLow[board.device] ?? [], due: nil))
      for port in script.ports where isMember(board, port) {
        rows.append((.portLost, .port(port.port), silent, due: nil))
      }
    }
    return rows
  }

  private func isShortOfGoal(_ truth: TruthTimeline) -> Bool {
    truth.contactLength < CareSettings().goalPerDay
  }

  private func isMember(_ board: BoardScript, _ port: PortScript) -> Bool {
    port.members.contains { script.beds[$0.bed].board($0.role)?.device == board.device }
  }

  private func falseAlarms(_ truth: TruthTimeline) -> [String] {
    let rows = causes(truth)
    let mine = Set(rows.map { $0.1 })
    return alarms.filter { $0.state == .active && mine.contains($0.subject) }.compactMap { alarm in
      let isTrue = rows.contains { condition, subject, intervals, _ in
        condition == alarm.condition && subject == alarm.subject
          && intervals.contains {
            $0.widened(before: Self.lead, after: Self.lag).contains(alarm.since)
          }
      }
      return isTrue ? nil : "false: \(alarm.condition) of \(alarm.subject.name) at \(alarm.at)"
    }
  }

  private func missedAlarms(_ truth: TruthTimeline) -> [String] {
    causes(truth).flatMap { condition, subject, intervals, due -> [String] in
      guard let due else { return [] }
      return intervals.filter { $0.length >= due + Self.margin }.compactMap { cause in
        let window = cause.widened(before: Self.lead, after: Self.lag)
        let isRaised = alarms.contains {
          $0.state == .active && $0.condition == condition && $0.subject == subject
            && window.contains($0.since)
        }
        return isRaised ? nil : "missed: \(condition) of \(subject.name) at \(cause.from)"
      }
    }
  }
}
