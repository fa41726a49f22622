import CareModel
import Foundation
import StationModel

/// The days that hubs have sent since this station has been connected, in their last revision.
struct DayMemory: Sendable {
  private struct Key: Hashable {
    var hub: String
    var infant: InfantIdentifier
    var date: String
  }

  /// What of a `day` message is shown; keys that are not known are ignored.
  private struct Body: Decodable {
    var infant: InfantIdentifier
    var date: String?
    /// Seconds, and those below.
    var contact: Double
    var noContact: Double
    var unobserved: Double
    var covered: Double
    var revision: Int
    var t: Double
    var wall: StationTime?
    var firstContact: Double?
    var goal: Answer?

    enum CodingKeys: String, CodingKey {
      case infant, date
      case contact = "contact_s"
      case noContact = "no_contact_s"
      case unobserved = "unobserved_s"
      case covered = "covered_s"
      case revision, t, wall
      case firstContact = "first_contact_t"
      case goal = "goal_reached"
    }
  }

  private var days: [Key: StationDay] = [:]
  /// Local choice: a year of ten beds.
  private static let daysMost = 4000
  private static let secondsMost = 1e9

  /// False where it is no day that can be shown.
  mutating func take(_ body: [UInt8], of hub: String) -> Bool {
    let decoded: Body
    do {
      decoded = try JSONDecoder().decode(Body.self, from: Data(body))
    } catch {
      return false
    }
    let lengths = [
      decoded.contact, decoded.noContact, decoded.unobserved, decoded.covered,
    ]
    guard let date = decoded.date, lengths.allSatisfy({ (0...Self.secondsMost).contains($0) })
    else { return false }
    let key = Key(hub: hub, infant: decoded.infant, date: date)
    if let known = days[key], known.revision >= decoded.revision { return true }
    days[key] = StationDay(
      infant: decoded.infant, date: date, contactSeconds: Int(lengths[0]),
      noContactSeconds: Int(lengths[1]), unobservedSeconds: Int(lengths[2]),
      coveredSeconds: Int(lengths[3]), firstContact: Self.firstContact(decoded),
      revision: decoded.revision, goal: decoded.goal)
    if days.count > Self.daysMost, let oldest = days.keys.min(by: { $0.date < $1.date }) {
      days[oldest] = nil
    }
    return true
  }

  /// Dates compare as texts.
  func days(from: String, through: String) -> [StationDay] {
    days.values.filter { $0.date >= from && $0.date <= through }
      .sorted { ($0.date, $0.infant) < ($1.date, $1.infant) }
  }

  private static func firstContact(_ body: Body) -> StationTime? {
    guard let wall = body.wall, let first = body.firstContact,
      abs(body.t - first) < secondsMost
    else { return nil }
    let earlier = Int64(((body.t - first) * 1000).rounded())
    return StationTime(WallTime(milliseconds: wall.wall.milliseconds - earlier))
  }
}
