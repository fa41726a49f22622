import CareModel
import Configuration
import Messages
import Store
import Uplink

/// How one module's words become another's.
extension MessageAddress {
  init(_ site: SiteConfiguration) {
    self.init(site: site.site, ward: site.ward, hub: site.hub)
  }
}

extension OutboxLimit {
  init(_ uplink: UplinkConfiguration) {
    self.init(days: Double(uplink.keptDays), bytes: Int64(uplink.keptMegabytes) * 1_000_000)
  }
}

extension DeliverySettings {
  /// The connection itself keeps these times and knows why it failed; this is for one that hangs.
  private static let saysWhyWithin = TimeLength.seconds(5)

  init(_ uplink: UplinkConfiguration) {
    self.init(
      backlogPerSecond: uplink.backlogPerSecond,
      acknowledgementWithin: uplink.acknowledgeWithin + Self.saysWhyWithin,
      connectionWithin: uplink.connectWithin + Self.saysWhyWithin, firstPause: uplink.retryFirst,
      longestPause: uplink.retryAtMost, liveWithin: uplink.liveWithin)
  }
}

extension HealthFigures.Store {
  init(_ health: StoreHealth) {
    self.init(isWorking: health.state == .working, text: "\(health.state)")
    droppedEvents = health.dropped.events
    droppedSampleBlocks = health.dropped.sampleBlocks
  }
}

extension HealthFigures.Outbox {
  init(_ health: UplinkHealth) {
    self.init()
    messages = health.rows
    bytes = health.bytes
    oldestAge = health.oldestAge
    daysLeft = health.daysLeft
    thinned = health.thinnedRows
    refused = health.refusedRows
  }
}

extension HealthFigures.Uplink {
  init(_ health: UplinkHealth) {
    self.init(name: health.destination, isConnected: health.link.isConnected)
    timesConnected = health.counts.connections
    sent = UInt64(clamping: health.counts.sent)
    acknowledged = UInt64(clamping: health.counts.acknowledged)
    problem = health.link.problem
  }
}

extension DeliveryLink {
  /// Why there is no connection, in words; nil while there is one.
  var problem: String? {
    switch self {
    case .away(_, let reason, _), .connecting(_, let reason, _): reason
    case .connected: nil
    }
  }
}

extension Observation {
  static func uplink(_ link: DeliveryLink) -> Observation {
    .uplink(isConnected: link.isConnected, link.problem ?? "connected to the broker")
  }
}
