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
  /// session, but what a station does about an alarm may come while the connection is down.
  public var continuesSession = true
  /// Topic filters that are subscribed to at each connection, with quality of service 1.
  public var subscriptions: [String] = []
  /// Whether `MQTTReceived.isRetained` says how a message was sent (retain as published).
  ///
  /// Off, the broker marks only what it had kept from before, and live messages are unmarked.
  public var showsRetained = false

  public init(_ uplink: UplinkConfiguration, site: SiteConfiguration) {
    self.uplink = uplink
    clientIdentifier = "kmc-\(site.site)-\(site.ward)-\(site.hub)"
    topicPrefix = "kmc/v1/\(site.site)/\(site.ward)/\(site.hub)"
  }

  /// A client that is no gateway: it announces nothing, and nothing is kept for it.
  public init(_ uplink: UplinkConfiguration, clientIdentifier: String, topicPrefix: String) {
    self.uplink = uplink
    self.clientIdentifier = clientIdentifier
    self.topicPrefix = topicPrefix
    announcesState = false
    continuesSession = false
  }

  /// Where "online" and "offline" stand.
  public var stateTopic: String { topicPrefix + "/state" }

  /// The topic of a suffix; one that begins with a slash is a whole topic of its own.
  func topic(_ suffix: String) -> String {
    suffix.hasPrefix("/") ? String(suffix.dropFirst()) : "\(topicPrefix)/\(suffix)"
  }
}
