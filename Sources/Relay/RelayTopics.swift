import Messages

/// The topics between hubs and stations of one ward.
public enum RelayTopics {
  /// Below a hub's own prefix: what it publishes, and what stations publish to it.
  static let station = "station"
  static let confirm = "confirm"
  static let act = "act"
  static let acted = "acted"
  static let state = MessageKind.state.rawValue
  static let alarm = MessageKind.alarm.rawValue
  static let day = MessageKind.day.rawValue

  /// What a hub subscribes to, besides nothing.
  public static func ofHub(_ address: MessageAddress) -> [String] {
    [confirm, act].map { "\(address.topicPrefix)/\($0)" }
  }

  /// What a station subscribes to.
  static func ofStation(site: String, ward: String) -> [String] {
    [station, state, acted, alarm, day].map {
      "\(MessageAddress.topicRoot)/\(site)/\(ward)/+/\($0)"
    }
  }

  /// The hub and the last part of a topic of the ward; nil for any other.
  static func split(_ topic: String, site: String, ward: String) -> (hub: String, kind: String)? {
    let prefix = "\(MessageAddress.topicRoot)/\(site)/\(ward)/"
    guard topic.hasPrefix(prefix) else { return nil }
    let parts = topic.dropFirst(prefix.count).split(
      separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, RelayText.isName(String(parts[0])) else { return nil }
    return (String(parts[0]), String(parts[1]))
  }
}
