import CareLogic
import CareModel

/// An infant that left care, with its hours: it may come back on the same day.
struct ReleasedInfant: Codable, Sendable {
  var infant: InfantIdentifier
  var at: Instant
  var ledger: InfantLedger
  var days: DayBook
  var born: WallTime?
  var sessions: SessionTracker
  var providers: ProviderTimeline
}

/// Everything that a ward remembers: what a checkpoint holds.
public struct WardState: Codable, Sendable {
  var now: Instant
  var boot: BootIdentifier
  var clock: ClockAnchors
  var dyads: [Dyad] = []
  /// Infants that left care, as long as their hours may still be asked for.
  var released: [ReleasedInfant] = []
  var devices: [WatchedDevice] = []
  var rooms: [RoomWatch] = []
  /// What binders that watch nobody now have taught about themselves.
  var calibrations: [DeviceIdentifier: BinderCalibration] = [:]
  var ports: [PortIdentifier: MonitoredCondition] = [:]
  var storeFailing = MonitoredCondition(.storeFailing, of: .gateway, levels: 1)
  var uplinkBehind = MonitoredCondition(.uplinkBehind, of: .gateway, levels: 1)
  var configurationRefused = MonitoredCondition(.configurationRefused, of: .gateway, levels: 1)
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
