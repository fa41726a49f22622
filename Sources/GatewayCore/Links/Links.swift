import CareModel
import WireProtocol

/// All serial lines of the gateway, and which board is heard on which.
struct Links: Sendable {
  private(set) var links: [PortIdentifier: Link]
  let order: [PortIdentifier]
  let registry: LinkRegistry
  /// Where each board was heard last.
  private var homes: [SerialNumber: Home] = [:]

  private struct Home {
    var port: PortIdentifier
    var heardAt: Instant
  }

  /// A board that moved is believed on its new port after this long a silence on the old one.
  ///
  /// Twice the longest report period: two boards of one serial number are never mixed.
  private static let ownedFor = TimeLength.seconds(120)

  init(_ modes: [(PortIdentifier, LinkMode)], registry: LinkRegistry) {
    order = modes.map(\.0)
    links = Dictionary(
      modes.map { ($0.0, Link($0.0, mode: $0.1)) }, uniquingKeysWith: { first, _ in first })
    self.registry = registry
  }

  mutating func opened(_ port: PortIdentifier, at now: Instant) -> [LinkOutcome] {
    links[port]?.opened(at: now) ?? []
  }

  /// A closed line holds its boards no more: they may turn up on another.
  mutating func closed(_ port: PortIdentifier) {
    links[port]?.closed()
    homes = homes.filter { $0.value.port != port }
  }

  mutating func push(
    _ bytes: [UInt8], on port: PortIdentifier, input: Int64, at now: Instant
  ) -> [LinkOutcome] {
    guard let index = links.index(forKey: port) else { return [] }
    var homes = homes
    // Emptied while the copy changes, so that it is changed in place.
    self.homes = [:]
    let outcomes = links.values[index].push(bytes, input: input, at: now, registry: registry) {
      serial in
      if let home = homes[serial], home.port != port, now - home.heardAt < Self.ownedFor {
        return home.port
      }
      homes[serial] = Home(port: port, heardAt: now)
      return nil
    }
    self.homes = homes
    return outcomes
  }

  /// What boards may forget, a line each in a fixed order.
  mutating func saved(
    through input: Int64, at now: Instant
  ) -> [(PortIdentifier, [LinkOutcome])] {
    order.compactMap { port in
      links[port].map { _ in (port, links[port]?.saved(through: input, at: now) ?? []) }
    }
  }

  /// The lines whose turn has come, or a time-out, in a fixed order, with what they say.
  mutating func poll(at now: Instant) -> [(PortIdentifier, [LinkOutcome])] {
    order.compactMap { port in
      guard let index = links.index(forKey: port), links.values[index].deadline <= now,
        let outcomes = links[port]?.poll(at: now)
      else { return nil }
      return (port, outcomes)
    }
  }

  var deadline: Instant {
    var earliest = Instant.distantFuture
    // By index: a line that is looped over is copied, with all its boards.
    var index = links.values.startIndex
    while index != links.values.endIndex {
      earliest = min(earliest, links.values[index].deadline)
      links.values.formIndex(after: &index)
    }
    return earliest
  }

  /// The devices that were heard last on this port.
  func devices(on port: PortIdentifier) -> [DeviceIdentifier] {
    let serials = links[port]?.boards.keys.sorted() ?? []
    return serials.filter { homes[$0]?.port == port }.compactMap { registry[$0]?.device }
  }
}
