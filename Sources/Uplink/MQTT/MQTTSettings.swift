import CareModel
import Configuration

/// What an MQTT destination is told before it connects; secrets are not in it.
public struct MQTTSettings: Hashable, Sendable {
  public var uplink: UplinkConfiguration
  /// How the gateway calls itself; one connection at a time may bear it.
  public var clientIdentifier: String
  /// `kmc/v1/<site>/<ward>/<hub>`, without a slash at its end.
  public var topicPrefix: String
  /// Whether a retained "online" is published, and "offline" left as last will, on `state`.
  public var announcesState = true
  /// Whether what was meant for this client while it was away is asked for.
  ///
  /// Clean start is off for the gateway: its own messages wait in the outbox, which needs no
  /// session, but an acknowledgement from the station may come while the gateway is off.
  public var continuesSession = true
  /// Topic filters that are subscribed to at each connection, with quality of service 1.
  public var subscriptions: [String] = []

  public init(_ uplink: UplinkConfiguration, site: SiteConfiguration) {
    self.uplink = uplink
    clientIdentifier = "kmc-\(site.site)-\(site.ward)-\(site.hub)"
    topicPrefix = "kmc/v1/\(site.site)/\(site.ward)/\(site.hub)"
  }

  /// Where "online" and "offline" stand.
  public var stateTopic: String { topicPrefix + "/state" }

  /// The topic of a suffix; one that begins with a slash is a whole topic of its own.
  func topic(_ suffix: String) -> String {
    suffix.hasPrefix("/") ? String(suffix.dropFirst()) : "\(topicPrefix)/\(suffix)"
  }
}
