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

/// A port that was closed.
struct LostPort: Hashable, Codable, Sendable {
  var port: PortIdentifier
  var at: Instant
}

/// A time in which every output shows that it works.
struct AlarmTest: Hashable, Codable, Sendable {
  var until: Instant
  var by: PersonIdentifier?
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
  /// Every condition that is not quiet, by what it is about; the gateway itself comes first.
  var alarms = [AlarmGroup(AlarmPlace(.gateway))]
  /// The port that was closed last, and when: what is lost at the same moment is lost with it.
  var lastLostPort: LostPort?
  var alarmTest: AlarmTest?
  var stationIsSilent = false
  /// The time goes on with what a restart of the machine carried over.
  var clockIsCarriedOver = false
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
