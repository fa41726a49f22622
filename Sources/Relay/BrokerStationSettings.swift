import CareModel
import Configuration
import Messages
import Uplink

/// What a station that is fed by the broker is told before it connects.
public struct BrokerStationSettings: Hashable, Sendable {
  public var uplink: UplinkConfiguration
  public var site: String
  public var ward: String
  /// The station's own name, 1 to 64 of `A-Z a-z 0-9 _ -`; different in each station of a ward.
  public var station: String
  /// A hub that was not heard for so long is shown as silent; local choice, above twice the
  /// heartbeat, and what a page, too, takes for a standstill.
  public var silentAfter = TimeLength.seconds(5)
  /// How long an act may wait for its hub's answer; local choice, nobody waits longer at a screen.
  public var actWithin = TimeLength.seconds(5)
  /// An act without an answer is sent once more after so long, under the same name.
  public var actAgainAfter = TimeLength.seconds(2)
  /// Without any hub for so long on a connection, the log says what to look at.
  public var hubsWithin = TimeLength.seconds(10)

  public init(uplink: UplinkConfiguration, site: String, ward: String, station: String) {
    self.uplink = uplink
    self.site = site
    self.ward = ward
    self.station = station
  }

  /// Below it are the hubs.
  var topicPrefix: String { "\(MessageAddress.topicRoot)/\(site)/\(ward)" }

  var mqtt: MQTTSettings {
    var settings = MQTTSettings(
      uplink, clientIdentifier: "kmc-\(site)-\(ward)-station-\(station)",
      topicPrefix: topicPrefix)
    settings.subscriptions = RelayTopics.ofStation(site: site, ward: ward)
    return settings
  }
}
