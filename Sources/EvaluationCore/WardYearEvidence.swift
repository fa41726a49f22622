import CareModel

/// What the ward was given, kept for as long as it can be the cause of an alarm's end.
struct WardYearEvidence {
  private struct Point {
    var at: Instant
    var value: Double
  }

  private var temperatures: [DeviceIdentifier: [Point]] = [:]
  private var batteries: [DeviceIdentifier: Point] = [:]
  private var heard: [DeviceIdentifier: Instant] = [:]
  /// What the gateway was told of itself; a kill takes back what the disk does not have.
  struct Told {
    fileprivate var well: Set<AlarmCondition> = []
    fileprivate var open: Set<PortIdentifier> = []
  }

  var told = Told()
  /// When an infant came or left, or a device was given to another.
  private var handed: [AlarmSubject: Instant] = [:]
  private var clockTold = Instant.zero
  private let settings = CareSettings()

  /// What noise, filter and rounding may make of a reading, in degrees.
  private static let tolerance = 0.25
  private static let kept = 60

  mutating func take(_ sample: Sample, at now: Instant) {
    if sample.measuredAt != nil { return }
    let device = sample.device
    if let degrees = sample.reading.temperature.value?.degrees {
      temperatures[device, default: []].append(Point(at: now, value: degrees))
      if temperatures[device, default: []].count > 2 * Self.kept {
        temperatures[device, default: []].removeFirst(Self.kept)
      }
    }
    if let battery = sample.reading.battery.value {
      batteries[device] = Point(at: now, value: battery.millivolts)
    }
    heard[device] = now
  }

  mutating func note(_ condition: AlarmCondition, isWell: Bool) {
    if isWell { told.well.insert(condition) } else { told.well.remove(condition) }
  }

  mutating func note(_ port: PortIdentifier, isOpen: Bool) {
    if isOpen { told.open.insert(port) } else { told.open.remove(port) }
  }

  mutating func note(handed subject: AlarmSubject, at now: Instant) { handed[subject] = now }
  mutating func noteClock(at now: Instant) { clockTold = now }

  func wasHeard(_ device: DeviceIdentifier, since: Instant) -> Bool {
    heard[device].map { $0 >= since } ?? false
  }

  /// True where one of the temperatures since a moment, in degrees C, is so.
  func hasTemperature(
    _ device: DeviceIdentifier, since: Instant, where isSo: (Double) -> Bool
  ) -> Bool {
    temperatures[device]?.contains { $0.at >= since && isSo($0.value) } ?? false
  }

  /// Whether what was given is a reason why this alarm is over at its moment.
  func explains(_ alarm: AlarmEvent, _ bed: Assignment?) -> Bool {
    let now = alarm.at
    if handed[alarm.subject] == now { return true }
    switch alarm.condition {
    case .hypothermia, .hyperthermia, .fallingFast, .probeDetached:
      guard let probe = bed?.probe else { return false }
      return explains(alarm, by: probe)
    case .coldRoom:
      guard case .room(let room) = alarm.subject else { return false }
      let least = settings.coldRoomResolvedFrom.degrees - Self.tolerance
      return stood(room, for: settings.coldRoomResolveDelay, at: now) { $0 >= least }
    case .hotRoom:
      guard case .room(let room) = alarm.subject else { return false }
      let most = settings.alarms.hotRoomResolvedFrom.degrees + Self.tolerance
      return stood(room, for: settings.alarms.hotRoomResolveDelay, at: now) { $0 <= most }
    case .deviceSilent:
      guard case .device(let device) = alarm.subject else { return false }
      return heard[device] == now
    case .batteryLow:
      guard case .device(let device) = alarm.subject, let last = batteries[device] else {
        return false
      }
      return last.at == now && last.value >= settings.batteryResolvedFrom.millivolts
    case .contradictorySignals, .contactInterrupted:
      return bed?.binder.map { wasHeard($0, since: now - .minutes(10)) } ?? false
    case .behindGoal: return isDayOver(at: now) || clockTold == now || isHeard(bed?.binder, now)
    case .clockUntrusted: return clockTold == now
    case .portLost:
      guard case .port(let port) = alarm.subject else { return false }
      return told.open.contains(port)
    case .storeFailing, .diskFilling, .uplinkBehind, .configurationRefused, .outputFailed,
      .stationUnreachable:
      return told.well.contains(alarm.condition)
    }
  }

  private func explains(_ alarm: AlarmEvent, by probe: DeviceIdentifier) -> Bool {
    let now = alarm.at
    switch alarm.condition {
    case .hypothermia:
      let limit = settings.hypothermiaBelow(alarm.alarmClass)
      let least = limit.degrees + settings.skinHysteresis.degrees - Self.tolerance
      return stood(probe, for: settings.skinResolveDelay, at: now) { $0 >= least }
    case .hyperthermia:
      let most =
        settings.hyperthermiaAbove.degrees - settings.skinHysteresis.degrees + Self.tolerance
      return stood(probe, for: settings.skinResolveDelay, at: now) { $0 <= most }
    case .fallingFast:
      let points = window(probe, settings.alarms.fallingFastResolveDelay, until: now)
      guard let newest = points.last, newest.at == now, let first = points.first,
        let last = points.dropLast().last, last.at > first.at
      else { return false }
      // What falls in one half only is a step, and no trend.
      let middle = points[(points.startIndex + points.endIndex) / 2]
      let fall = min(Self.fall(first, last), Self.fall(first, middle), Self.fall(middle, last))
      let predicted = last.value - fall * settings.alarms.fallingFastWithin.minutes
      return fall < settings.alarms.fallingPerMinute.degrees + 0.03
        || predicted >= settings.hypothermiaModerateBelow.degrees - Self.tolerance
    case .probeDetached:
      let low = settings.hypothermiaMildBelow.degrees - Self.tolerance
      let high = settings.hyperthermiaAbove.degrees + Self.tolerance
      if stood(probe, for: settings.probeDetachedDelay, at: now, { $0 >= low && $0 <= high }) {
        return true
      }
      // As in `stood`: of the newest, the ward has seen half only.
      let settled = window(probe, settings.probeSettleDelay, until: now).dropLast().map(\.value)
      guard let least = settled.min(), let most = settled.max(), settled.count > 1 else {
        return false
      }
      return isHeard(probe, now) && most - least <= 1 + 2 * Self.tolerance
    default: return false
    }
  }

  /// In degrees a minute.
  private static func fall(_ from: Point, _ to: Point) -> Double {
    guard to.at > from.at else { return 0 }
    return (from.value - to.value) / (to.at - from.at).minutes
  }

  private func isHeard(_ device: DeviceIdentifier?, _ now: Instant) -> Bool {
    device.map { wasHeard($0, since: now - .minutes(10)) } ?? false
  }

  /// Whatever clock the ward went by, it was told at a whole second: only the ward knows its days.
  private func isDayOver(at now: Instant) -> Bool {
    let since = (now - clockTold).milliseconds
    return since >= 0 && now.milliseconds % 1000 == 0
  }

  private func window(
    _ device: DeviceIdentifier, _ length: TimeLength, until now: Instant
  ) -> ArraySlice<Point> {
    let points = temperatures[device] ?? []
    let first = points.lastIndex { $0.at < now - length }.map { $0 + 1 } ?? points.startIndex
    return points[first...]
  }

  /// True where the device was heard now, and all along so, without a pause that counts as silence.
  private func stood(
    _ device: DeviceIdentifier, for length: TimeLength, at now: Instant,
    _ isSo: (Double) -> Bool
  ) -> Bool {
    let points = window(device, length, until: now)
    guard let first = points.first, let last = points.last, last.at == now, points.count > 1,
      first.at - (now - length) <= settings.deviceSilentAfter
    else { return false }
    // The newest weighs only half in what the ward judges: a fall that begins with it is not seen yet.
    return points.dropLast().allSatisfy { isSo($0.value) }
  }
}
