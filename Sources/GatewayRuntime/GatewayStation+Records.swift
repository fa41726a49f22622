import CareModel
import Foundation
import GatewayCore
import StationInterface
import StationModel
import Store

/// Days and alarms of the past, read from the store.
extension GatewayStation {
  /// The members of a stored line that the page shows.
  private struct DayLine: Decodable {
    var infant: String
    var date: String
    var contactSeconds: Double
    var noContactSeconds: Double
    var unobservedSeconds: Double
    var coveredSeconds: Double
    var firstContactAt: Double?
    var revision: Int
    var goalReached: String?

    enum CodingKeys: String, CodingKey {
      case infant, date, revision
      case contactSeconds = "contact_s"
      case noContactSeconds = "no_contact_s"
      case unobservedSeconds = "unobserved_s"
      case coveredSeconds = "covered_s"
      case firstContactAt = "first_contact_t"
      case goalReached = "goal_reached"
    }
  }

  private struct AlarmLine: Decodable {
    var id: String
    var infant: String?
    var room: String?
    var device: String?
    var port: String?
    var output: String?
    var condition: String?
    var `class`: String?
    var priority: String?
    var state: String?
    var response: String?
    var by: String?
  }

  /// So many rows are looked through for one question: a year of eight beds.
  private static let rowsAtMost = 4000
  /// How many more of them, to find the alarms that old answers belong to.
  private static let rowsToLookBack = 500

  func days(from: String, through: String) async throws(StationProblem) -> [StationDay] {
    var newest: [String: StationDay] = [:]
    let goal = await gateway.goal
    let events = try await events { store throws(StoreError) in
      try await store.newestDays(limit: Self.rowsAtMost)
    }
    for event in events {
      guard let line: DayLine = Self.decoded(event.line), (from...through).contains(line.date)
      else { continue }
      let key = line.date + " " + line.infant
      if let known = newest[key], known.revision >= line.revision { continue }
      newest[key] = Self.day(line, event, goal: goal)
    }
    if events.count == Self.rowsAtMost, let oldest = events.last,
      let line: DayLine = Self.decoded(oldest.line), line.date > from
    {
      throw .unavailable("days before \(line.date) are not at hand here; use kmcd export")
    }
    return newest.sorted { $0.key < $1.key }.map(\.value)
  }

  func alarmRecords(last count: Int) async throws(StationProblem) -> [StationAlarmRecord] {
    // A response carries its alarm's name alone, and may be younger by a day of reminders.
    let rows = min(count + Self.rowsToLookBack, Self.rowsAtMost)
    let events = try await events { store throws(StoreError) in
      try await store.newestEvents(of: ["alarm", "response"], limit: rows)
    }
    // Newest first.
    var alarms: [String: AlarmLine] = [:]
    for event in events {
      if let line: AlarmLine = Self.decoded(event.line), line.condition != nil {
        alarms[line.id] = line
      }
    }
    return events.prefix(count).compactMap { event in
      guard let line: AlarmLine = Self.decoded(event.line),
        let state = (line.state ?? line.response).flatMap(StationAlarmRecord.State.init)
      else { return nil }
      // An answer has its alarm's name alone; a change says itself how bad it is.
      let alarm = line.condition == nil ? alarms[line.id] ?? line : line
      return StationAlarmRecord(
        id: AlarmIdentifier(line.id), hub: site.hub,
        subject: alarm.infant ?? alarm.room ?? alarm.device ?? alarm.port ?? alarm.output
          ?? "gateway",
        infant: alarm.infant.map { InfantIdentifier($0) },
        condition: alarm.condition.flatMap(AlarmCondition.init),
        alarmClass: alarm.class.flatMap(AlarmClass.init),
        priority: alarm.priority.flatMap(AlarmPriority.init), state: state,
        at: event.wall.map { StationTime($0) }, by: line.by.map { PersonIdentifier($0) })
    }
  }

  private func events(
    _ read: (StoreReader) async throws(StoreError) -> [Committed<StoredEvent>]
  ) async throws(StationProblem) -> [StoredEvent] {
    let events: [StoredEvent]?
    do throws(StoreError) {
      events = if let store = try store() { try await read(store).map(\.row) } else { nil }
    } catch {
      throw .unavailable("the store cannot be read: \(error)")
    }
    guard let events else {
      throw .unavailable("the store is closed; see kmcd status, mend the disk and start again")
    }
    return events
  }

  private static func day(_ line: DayLine, _ event: StoredEvent, goal: TimeLength) -> StationDay {
    let first = line.firstContactAt.flatMap { seconds in
      event.wall.map { wall in
        let ago = event.instant - Instant(seconds: seconds)
        return StationTime(WallTime(milliseconds: wall.milliseconds - ago.milliseconds))
      }
    }
    return StationDay(
      infant: InfantIdentifier(line.infant), date: line.date,
      contactSeconds: Self.whole(line.contactSeconds),
      noContactSeconds: Self.whole(line.noContactSeconds),
      unobservedSeconds: Self.whole(line.unobservedSeconds),
      coveredSeconds: Self.whole(line.coveredSeconds), firstContact: first, revision: line.revision,
      goal: line.goalReached.flatMap(Answer.init)
        ?? Answer(line.contactSeconds, line.unobservedSeconds, goal: goal.seconds))
  }

  /// A damaged number is none: no day has more seconds than this.
  private static func whole(_ seconds: Double) -> Int { Int(min(max(0, seconds), 100_000)) }

  /// A line that a later version wrote otherwise is left out.
  private static func decoded<Line: Decodable>(_ text: String) -> Line? {
    do { return try JSONDecoder().decode(Line.self, from: Data(text.utf8)) } catch { return nil }
  }
}

extension Answer {
  /// Whether contact of this many seconds, and perhaps so many more, reaches the goal.
  fileprivate init(_ contact: Double, _ unobserved: Double, goal: Double) {
    self = contact >= goal ? .yes : contact + unobserved < goal ? .no : .cannotBeSaid
  }
}
