import CareLogic
import CareModel

/// Everything that a ward remembers: what a checkpoint holds.
public struct WardState: Codable, Sendable {
  var now: Instant
  var boot: BootIdentifier
  var clock: ClockAnchors
  var dyads: [Dyad] = []
  var devices: [WatchedDevice] = []
  var rooms: [RoomWatch] = []
  var ports: [PortIdentifier: MonitoredCondition] = [:]
  var storeFailing = MonitoredCondition(.storeFailing, of: .gateway, levels: 1)
  /// Samples of devices that nobody assigned.
  var unassignedSamples = 0
  /// History that could not be used: no infant, or measured in the future.
  var unplaceableRecords = 0

  init(start: WallTime?, boot: BootIdentifier) {
    now = .zero
    self.boot = boot
    clock = ClockAnchors(start: start)
  }
}
