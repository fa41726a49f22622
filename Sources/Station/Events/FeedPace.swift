import CareModel
import StationModel

/// Decides when a new snapshot goes out to the pages.
///
/// Readings go out four times a second at most. What an alarm is, or what was done about it, goes
/// out at once, however often readings come.
struct FeedPace: Sendable {
  /// Between two snapshots of the same alarms.
  static let readingsEvery = TimeLength.seconds(0.25)
  /// Between two looks at the ward; an alarm waits no longer than this for the page.
  static let looksEvery = TimeLength.seconds(0.05)
  /// A page hears this often that the ward answers.
  static let beatsEvery = TimeLength.seconds(2)
  /// The whole ward goes out so often though nothing seems to have changed.
  static let wholeEvery = TimeLength.seconds(10)

  enum Decision: Hashable, Sendable {
    case send
    /// Look again after this long.
    case hold(TimeLength)
    /// There is nothing that has not been sent.
    case rest
  }

  private var sent: Sent?

  private struct Sent: Sendable {
    var at: Instant
    var urgent: [Urgent]
    var sequence: Int
  }

  /// What cannot wait.
  private struct Urgent: Hashable, Sendable {
    var id: String
    var priority: String
    var response: String?
    var isLatched: Bool
  }

  mutating func decide(_ snapshot: StationSnapshot, isNews: Bool, at now: Instant) -> Decision {
    let urgent = Self.urgent(snapshot)
    if let sent, sent.urgent == urgent {
      let age = now - sent.at
      if age < Self.wholeEvery {
        guard isNews else { return .rest }
        guard age >= Self.readingsEvery else {
          return .hold(min(Self.looksEvery, Self.readingsEvery - age))
        }
      }
    }
    sent = Sent(at: now, urgent: urgent, sequence: snapshot.sequence)
    return .send
  }

  private static func urgent(_ snapshot: StationSnapshot) -> [Urgent] {
    let state = Urgent(
      id: "state",
      priority: snapshot.hubs.map { $0.isOnline ? "\($0.hub) on" : "\($0.hub) off" }.joined(),
      response: snapshot.isTest ? "test" : nil, isLatched: false)
    return [state]
      + snapshot.alarms.map {
        Urgent(
          id: $0.id.name, priority: $0.priority.rawValue + ($0.alarmClass?.rawValue ?? ""),
          response: $0.response?.rawValue, isLatched: $0.isLatched)
      }
  }
}
