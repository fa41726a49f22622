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
    var contact_s: Double
    var no_contact_s: Double
    var unobserved_s: Double
    var covered_s: Double
    var first_contact_t: Double?
    var revision: Int
    var goal_reached: String?
  }

  private struct AlarmLine: Decodable {
    var id: String
    var infant: String?
    var room: String?
    var device: String?
    var port: String?
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
    for event in try await events(["day"], limit: Self.rowsAtMost) {
      guard let line: DayLine = Self.decoded(event.line), (from...through).contains(line.date)
      else { continue }
      let key = line.date + " " + line.infant
      if let known = newest[key], known.revision >= line.revision { continue }
      newest[key] = Self.day(line, event, goal: goal)
    }
    return newest.sorted { $0.key < $1.key }.map(\.value)
  }

  func alarmRecords(last count: Int) async throws(StationProblem) -> [StationAlarmRecord] {
    // A response carries its alarm's name alone, and may be younger by a day of reminders.
    let rows = min(count + Self.rowsToLookBack, Self.rowsAtMost)
    let events = try await events(["alarm", "response"], limit: rows)
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
      let alarm = alarms[line.id] ?? line
      return StationAlarmRecord(
        id: AlarmIdentifier(line.id), hub: site.hub,
        subject: alarm.infant ?? alarm.room ?? alarm.device ?? alarm.port ?? "gateway",
        infant: alarm.infant.map { InfantIdentifier($0) },
        condition: alarm.condition.flatMap(AlarmCondition.init),
        alarmClass: alarm.class.flatMap(AlarmClass.init),
        priority: alarm.priority.flatMap(AlarmPriority.init), state: state,
        at: event.wall.map { StationTime($0) }, by: line.by.map { PersonIdentifier($0) })
    }
  }

  private func events(
    _ kinds: [String], limit: Int
  ) async throws(StationProblem) -> [StoredEvent] {
    let events: [StoredEvent]?
    do throws(StoreError) {
      events = try await store()?.newestEvents(of: kinds, limit: limit).map(\.row)
    } catch {
      throw .unavailable("the store cannot be read: \(error)")
    }
    guard let events else {
      throw .unavailable("the store is closed; see kmcd status, mend the disk and start again")
    }
    return events
  }

  private static func day(_ line: DayLine, _ event: StoredEvent, goal: TimeLength) -> StationDay {
    let first = line.first_contact_t.flatMap { seconds in
      event.wall.map { wall in
        let ago = event.instant - Instant(seconds: seconds)
        return StationTime(WallTime(milliseconds: wall.milliseconds - ago.milliseconds))
      }
    }
    return StationDay(
      infant: InfantIdentifier(line.infant), date: line.date, contactSeconds: Int(line.contact_s),
      noContactSeconds: Int(line.no_contact_s), unobservedSeconds: Int(line.unobserved_s),
      coveredSeconds: Int(line.covered_s), firstContact: first, revision: line.revision,
      goal: line.goal_reached.flatMap(Answer.init)
        ?? Answer(line.contact_s, line.unobserved_s, goal: goal.seconds))
  }

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
