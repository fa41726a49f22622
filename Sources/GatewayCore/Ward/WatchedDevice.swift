import CareLogic
import CareModel

/// A device as the ward knows it: whom it watches, how often it speaks, and when it was last heard.
struct WatchedDevice: Codable, Sendable {
  enum Use: Hashable, Codable, Sendable {
    case binder(InfantIdentifier)
    case probe(InfantIdentifier)
    case room
    /// Known, but watching nobody now.
    case spare

    /// What a temperature of a device so used can truly be.
    var plausibleDegrees: ClosedRange<Double> {
      if case .probe = self { Plausibility.skinDegrees } else { Plausibility.airDegrees }
    }

    /// Whether a reading holds a value of the kind that the device is there for.
    func isServed(by reading: Reading) -> Bool {
      switch self {
      case .binder:
        reading.clasp.value != nil || reading.contact.value != nil || reading.inner.value != nil
          || reading.outer.value != nil || reading.force.value != nil
          || reading.motion.value != nil || reading.tilt.value != nil
      case .probe, .room: reading.temperature.value != nil
      case .spare: false
      }
    }
  }

  let device: DeviceIdentifier
  var use: Use
  /// Index of the dyad or room that its samples go to; looked up anew after every assignment.
  var slot = 0
  var lastHeard: Instant
  var isLinkDown = false
  /// Its own sampling period, smoothed; zero until two samples were heard.
  var periodSeconds = 0.0
  var hasBeenHeard = false
  /// Nothing was heard of it for too long.
  var isSilent = false
  /// The port with which it was lost.
  var lostWith: PortIdentifier?
  /// Index of its group of alarms; looked up anew after every assignment.
  var alarms = 0

  init(_ device: DeviceIdentifier, use: Use, at now: Instant) {
    self.device = device
    self.use = use
    lastHeard = now
  }

  /// Whose bed its alarms belong to.
  var alarmPlace: AlarmPlace {
    let infant: InfantIdentifier? =
      switch use {
      case .binder(let infant), .probe(let infant): infant
      case .room, .spare: nil
      }
    return AlarmPlace(.device(device), infant: infant, room: use == .room ? device : nil)
  }

  /// Notes a live sample; outages do not count as periods.
  mutating func hear(at now: Instant, settings: CareSettings) {
    let elapsed = (now - lastHeard).seconds
    if hasBeenHeard, elapsed > 0, elapsed < settings.deviceSilentAfter.seconds {
      // Reports that were lost make no device slower than one may be.
      let period = min(elapsed, settings.devicePeriodAtMost.seconds)
      periodSeconds += (periodSeconds == 0 ? 1 : 0.2) * (period - periodSeconds)
    }
    lastHeard = now
    hasBeenHeard = true
    isLinkDown = false
    lostWith = nil
  }

  /// How long the device may say nothing.
  func silenceTimeout(settings: CareSettings) -> TimeLength {
    max(
      settings.deviceSilentAfter,
      TimeLength(
        seconds: settings.deviceSilentPeriods
          * min(periodSeconds, settings.devicePeriodAtMost.seconds)))
  }

  /// The level of its silence: without its probe an infant's temperature is not watched.
  var silenceLevel: Int {
    if case .probe = use { AlarmTable.LevelIndex.probeSilent } else { 0 }
  }
}
