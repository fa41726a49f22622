import CareModel
import Presentation
import SimulatedWard

/// Holds what the gateway said against what was really so.
public struct TruthJudge: Sendable {
  private let truth: [TruthTimeline]
  private let script: WardScript
  private let end: Instant

  /// How far from its cause an alarm's onset may lie: filters, probes and rooms lag behind.
  private static let lag = TimeLength.minutes(12)
  /// Probes settle, rooms warm through, and a condition has to be clear for minutes.
  private static let standing = TimeLength.minutes(60)
  /// A silence is dated from the last report before it, which is at most a minute old.
  private static let lead = TimeLength.minutes(1)
  /// How much longer than its delay a condition must last before its alarm counts as missed.
  private static let margin = TimeLength.minutes(5)

  public init(_ script: WardScript, until end: Instant = WardScript.end) {
    self.script = script
    self.end = end
    truth = script.truth(until: end)
  }

  public func compare(_ events: [CareEvent]) -> DayComparison {
    DayComparison(infants: truth.map { hours($0, events) }, alarms: alarms(events))
  }

  private func hours(_ truth: TruthTimeline, _ events: [CareEvent]) -> TruthComparison {
    var counted = TimeLength.zero
    var unobserved = TimeLength.zero
    var sessions: Set<Instant> = []
    var days: [LocalDate?: DaySummary] = [:]
    for event in events {
      switch event {
      case .day(let day) where day.infant == truth.infant: days[day.date] = day
      case .session(let session) where session.infant == truth.infant:
        // A session that late evidence changed stands in the place of those before.
        sessions.subtract(session.replaces)
        sessions.insert(session.from)
      default: break
      }
    }
    for day in days.values {
      counted += day.contact
      unobserved += day.unobserved
    }
    return TruthComparison(
      infant: truth.infant, bed: truth.bed, counted: counted, truth: truth.contactLength,
      unobserved: unobserved, sessions: sessions.count)
  }

  private func alarms(_ events: [CareEvent]) -> [AlarmComparison] {
    var raised: [(AlarmEvent, AlarmComparison)] = []
    for case .alarm(let alarm) in events {
      switch alarm.state {
      case .active:
        raised.append(
          (
            alarm,
            AlarmComparison(
              condition: alarm.condition, subject: alarm.subject, raisedAt: alarm.at,
              resolvedAt: nil, isTrue: isTrue(alarm))
          ))
      case .resolved:
        let index = raised.lastIndex { $0.0.identifier == alarm.identifier }
        if let index { raised[index].1.resolvedAt = alarm.at }
      case .changed: break
      }
    }
    for index in raised.indices {
      if standsTooLong(raised[index].0, until: raised[index].1.resolvedAt) {
        raised[index].1.isTrue = false
      }
    }
    return raised.map(\.1) + missed(raised.map(\.0))
  }

  private func isTrue(_ alarm: AlarmEvent) -> Bool {
    causes(of: alarm.condition, alarm.subject, alarm.alarmClass).contains { cause in
      cause.widened(before: Self.lead, after: Self.lag).contains(alarm.since)
    }
  }

  /// An alarm that stands long after its cause is over is as wrong as one without a cause.
  private func standsTooLong(_ alarm: AlarmEvent, until end: Instant?) -> Bool {
    let over = causes(of: alarm.condition, alarm.subject, nil).map(\.to).filter {
      $0 >= alarm.since - Self.lag
    }
    guard let last = over.max() else { return false }
    return (end ?? self.end) > last + Self.standing
  }

  private func missed(_ raised: [AlarmEvent]) -> [AlarmComparison] {
    expected.compactMap { condition, subject, cause in
      let window = cause.widened(before: Self.lead, after: Self.lag)
      let isRaised = raised.contains { alarm in
        alarm.condition == condition && alarm.subject == subject && window.contains(alarm.since)
      }
      if isRaised { return nil }
      return AlarmComparison(
        condition: condition, subject: subject, raisedAt: nil, resolvedAt: nil, isTrue: true)
    }
  }

  /// What was really so that would make this alarm true.
  private func causes(
    of condition: AlarmCondition, _ subject: AlarmSubject, _ alarmClass: AlarmClass?
  ) -> [TruthInterval] {
    truth.flatMap { bed -> [TruthInterval] in
      switch (condition, subject) {
      case (.hypothermia, .infant(bed.infant)):
        switch alarmClass {
        case .severe: bed.severeHypothermia
        case .moderate: bed.moderateHypothermia
        case .mild, nil: bed.mildHypothermia
        }
      case (.hyperthermia, .infant(bed.infant)): bed.hyperthermia
      case (.probeDetached, .infant(bed.infant)): bed.probeOff
      case (.fallingFast, .infant(bed.infant)): bed.falling
      case (.contactInterrupted, .infant(bed.infant)):
        bed.withoutContact.filter { $0.length >= CareSettings().alarms.contactInterruptedAfter }
      case (.behindGoal, .infant(bed.infant)):
        bed.contactLength < CareSettings().goalPerDay ? bed.phases.map(\.interval) : []
      case (.coldRoom, .room(let room)) where room == assignment(bed)?.room: bed.coldRoom
      case (.deviceSilent, .device(let device)): bed.silent[device] ?? []
      case (.batteryLow, .device(let device)): bed.batteryLow[device] ?? []
      case (.portLost, .port(let port)): devices(on: port).flatMap { bed.silent[$0] ?? [] }
      default: []
      }
    }
  }

  /// Whatever lasted so long that an alarm had to come.
  private var expected: [(AlarmCondition, AlarmSubject, TruthInterval)] {
    let settings = CareSettings()
    var expected: [(AlarmCondition, AlarmSubject, TruthInterval)] = []
    func expect(
      _ condition: AlarmCondition, _ subject: AlarmSubject, _ causes: [TruthInterval],
      after delay: TimeLength
    ) {
      for cause in causes where cause.length >= delay + Self.margin {
        expected.append((condition, subject, cause))
      }
    }
    for bed in truth {
      let infant = AlarmSubject.infant(bed.infant)
      expect(
        .hypothermia, infant, bed.moderateHypothermia, after: settings.hypothermiaModerateDelay)
      expect(.hyperthermia, infant, bed.hyperthermia, after: settings.hyperthermiaDelay)
      expect(.probeDetached, infant, bed.probeOff, after: settings.probeDetachedDelay)
      if let room = assignment(bed)?.room {
        expect(.coldRoom, .room(room), bed.coldRoom, after: settings.coldRoomDelay)
      }
      for (device, causes) in bed.silent.sorted(by: { $0.key < $1.key }) {
        expect(.deviceSilent, .device(device), causes, after: settings.deviceSilentAfter)
      }
    }
    return expected
  }

  private func assignment(_ bed: TruthTimeline) -> Assignment? {
    script.assignments.first { $0.infant == bed.infant }
  }

  private func devices(on port: PortIdentifier) -> [DeviceIdentifier] {
    let members = script.ports.first { $0.port == port }?.members ?? []
    return members.compactMap { script.beds[$0.bed].board($0.role)?.device }
  }
}
