import CareModel
import Foundation
import Presentation
import Store

/// One event of the store with what its line says, read for a table.
struct ExportedEvent {
  /// The members of any event's line; absent ones are nil.
  struct Line: Decodable {
    var event: String
    var infant: String?
    var from: Double?
    var to: Double?
    var provider: String?
    var confidence: Double?
    var late: Bool?
    var reason: String?
    var contactSeconds: Double?
    var noContactSeconds: Double?
    var unobservedSeconds: Double?
    var coveredSeconds: Double?
    var pauses: Int?
    var short: Bool?
    var providersSeconds: [String: Double]?
    var firstHourSeconds: Double?
    var firstContactAgeHours: Double?
    var firstContact: Double?
    var immediate: String?
    var revision: Int?
    var replaces: [Double]?
    var date: String?
    var goal: String?
    var goalReached: String?
    var redatedBySeconds: Double?
    var dateUncertain: Bool?
    var id: String?
    var room: String?
    var device: String?
    var port: String?
    var output: String?
    var condition: String?
    var alarmClass: String?
    var priority: String?
    var state: String?
    var since: Double?
    var response: String?
    var by: String?
    var until: Double?
    var t: Double?

    enum CodingKeys: String, CodingKey {
      case event, infant, from, to, provider, confidence, late, reason, pauses, short, revision
      case replaces, date, goal, id, room, device, port, condition, priority, state, since
      case response, by, until, t, output
      case contactSeconds = "contact_s"
      case noContactSeconds = "no_contact_s"
      case unobservedSeconds = "unobserved_s"
      case coveredSeconds = "covered_s"
      case providersSeconds = "providers_s"
      case firstHourSeconds = "first_hour_s"
      case firstContactAgeHours = "first_contact_age_h"
      case firstContact = "first_contact_t"
      case immediate = "immediate_kmc"
      case goalReached = "goal_reached"
      case redatedBySeconds = "redated_by_s"
      case dateUncertain = "date_uncertain"
      case alarmClass = "class"
    }
  }

  let stored: StoredEvent
  let line: Line
  let clock: ExportClock

  /// Errors: the line is no event; the row is damaged.
  init(_ stored: StoredEvent, clock: ExportClock) throws {
    self.stored = stored
    self.clock = clock
    line = try JSONDecoder().decode(Line.self, from: Data(stored.line.utf8))
  }

  /// When it was decided, or else written.
  var at: Instant { line.t.flatMap(Self.instant) ?? stored.instant }

  /// UTC of a moment that the line names in seconds of the timeline.
  func utc(_ seconds: Double?) -> ExportCell {
    guard let instant = seconds.flatMap(Self.instant) else { return .empty }
    return utc(instant)
  }

  func utc(_ instant: Instant) -> ExportCell {
    clock.wall(at: instant, in: stored.boot).map { .plain($0.iso8601) } ?? .empty
  }

  var quality: ExportCell { .plain(clock.quality(of: stored.boot).rawValue) }

  /// What every row ends with: where in the store it came from.
  var origin: [ExportCell] { [.text(stored.boot.name), .plain(String(stored.sequence))] }

  /// Beyond a hundred years a time is a damaged number.
  private static func instant(_ seconds: Double) -> Instant? {
    abs(seconds) < 3.2e9 ? Instant(seconds: seconds) : nil
  }
}
