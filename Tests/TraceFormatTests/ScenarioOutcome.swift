import CareModel
import GatewayCore
import Testing
import TraceFormat

/// What a replayed trace said, sorted out for looking at.
struct ScenarioOutcome {
  let events: [CareEvent]
  let ward: Ward

  var contacts: [ContactInterval] {
    events.compactMap { if case .contact(let interval) = $0 { interval } else { nil } }
  }
  var unobserved: [UnobservedInterval] {
    events.compactMap { if case .unobserved(let interval) = $0 { interval } else { nil } }
  }
  var sessions: [ContactSession] {
    events.compactMap { if case .session(let session) = $0 { session } else { nil } }
  }
  var days: [DaySummary] {
    events.compactMap { if case .day(let day) = $0 { day } else { nil } }
  }
  var alarms: [AlarmEvent] {
    events.compactMap { if case .alarm(let alarm) = $0 { alarm } else { nil } }
  }
  var responses: [ResponseEvent] {
    events.compactMap { if case .response(let response) = $0 { response } else { nil } }
  }

  func alarms(_ condition: AlarmCondition) -> [AlarmEvent] {
    alarms.filter { $0.condition == condition }
  }

  func contacts(of infant: InfantIdentifier) -> [ContactInterval] {
    contacts.filter { $0.infant == infant }
  }

  /// The last revision of each day of an infant.
  func finalDays(_ infant: InfantIdentifier = "K-001") -> [DaySummary] {
    var byDate: [LocalDate?: DaySummary] = [:]
    for day in days where day.infant == infant { byDate[day.date] = day }
    return byDate.values.sorted { ($0.date?.dayNumber ?? 0) < ($1.date?.dayNumber ?? 0) }
  }

  /// The sessions that stand at the end: those that a later revision replaced are left out.
  func finalSessions(_ infant: InfantIdentifier = "K-001") -> [ContactSession] {
    var standing: [ContactSession] = []
    for session in sessions where session.infant == infant {
      standing.removeAll { $0.from == session.from || session.replaces.contains($0.from) }
      standing.append(session)
    }
    return standing.sorted { $0.from < $1.from }
  }

  /// What must hold whatever happened: nothing overlaps, and the days add up to the time in care.
  func expectSound(
    inCare: [InfantIdentifier: Double], _ location: SourceLocation = #_sourceLocation
  ) {
    for (infant, seconds) in inCare {
      let stretches = contacts(of: infant).sorted { $0.from < $1.from }
      for (earlier, later) in zip(stretches, stretches.dropFirst()) {
        #expect(earlier.to <= later.from, "contact overlaps", sourceLocation: location)
      }
      let inSessions = finalSessions(infant).map(\.contact.seconds).reduce(0, +)
      let inStretches = stretches.map { ($0.to - $0.from).seconds }.reduce(0, +)
      #expect(
        isNear(inSessions, inStretches, 0.001),
        "sessions \(inSessions), stretches \(inStretches)", sourceLocation: location)
      let days = finalDays(infant)
      let covered = days.map(\.covered.seconds).reduce(0, +)
      #expect(isNear(covered, seconds, 0.001), "covered \(covered)", sourceLocation: location)
      let counted = days.map(\.contact.seconds).reduce(0, +)
      let printed = stretches.map { ($0.to - $0.from).seconds }.reduce(0, +)
      #expect(
        isNear(counted, printed, 0.001), "counted \(counted), printed \(printed)",
        sourceLocation: location)
    }
    for alarm in Set(alarms.map(\.identifier)) {
      let story = alarms.filter { $0.identifier == alarm }.map(\.state)
      #expect(story.first == .active && story.count { $0 == .active } == 1)
      #expect(story.count { $0 == .resolved } <= 1)
      #expect(story.firstIndex(of: .resolved).map { $0 == story.count - 1 } ?? true)
    }
  }
}

func isNear(_ left: Double, _ right: Double, _ tolerance: Double) -> Bool {
  abs(left - right) <= tolerance
}

extension Instant {
  /// Within `tolerance` seconds of `seconds`.
  func isNear(_ seconds: Double, _ tolerance: Double = 60) -> Bool {
    abs(self.seconds - seconds) <= tolerance
  }
}

extension TimeLength {
  func isNear(_ seconds: Double, _ tolerance: Double = 60) -> Bool {
    abs(self.seconds - seconds) <= tolerance
  }
}
