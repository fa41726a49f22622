import CareModel
import Uplink

/// How sending onwards goes, for `kmcd status`; its keys are those of `--json`.
public struct UplinkReport: Codable, Sendable {
  public var destination: String
  public var isConnected: Bool
  /// In words: that it is connected, or why not.
  public var text: String
  public var messages: Int64
  public var bytes: Int64
  public var oldestAgeSeconds: Double?
  /// Of the room for waiting messages, 0 to 1, or more where what is never thinned exceeds it.
  public var fillShare: Double
  /// Until the oldest detail is thinned, at the present rate; nil where it cannot be said.
  public var daysLeft: Double?
  public var sent: Int
  public var acknowledged: Int
  public var refused: Int64
  public var thinned: Int64

  enum CodingKeys: String, CodingKey {
    case destination, text, messages, bytes, sent, acknowledged, refused, thinned
    case isConnected = "connected"
    case oldestAgeSeconds = "oldest_age_s"
    case fillShare = "fill_share"
    case daysLeft = "days_left"
  }

  init(_ health: UplinkHealth) {
    destination = health.destination
    isConnected = health.link.isConnected
    text = health.link.problem ?? "connected"
    messages = health.rows
    bytes = health.bytes
    oldestAgeSeconds = health.oldestAge?.seconds
    fillShare = (health.fillShare * 1000).rounded() / 1000
    daysLeft = health.daysLeft.map { ($0 * 10).rounded() / 10 }
    sent = health.counts.sent
    acknowledged = health.counts.acknowledged
    refused = health.refusedRows
    thinned = health.thinnedRows
    if let problem = health.storeProblem { text += "; the queue cannot be read: \(problem)" }
  }
}
