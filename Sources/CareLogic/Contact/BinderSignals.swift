import CareModel
import Glibc

/// Gathers a binder's samples into steps of the filter, whatever their period.
struct BinderSignals: Hashable, Codable, Sendable {
  private var clasp = StepSignal()
  private var electrode = StepSignal()
  private var force = StepSignal()
  private var motion = StepSignal()
  private var tilt = StepSignal()
  private var inner = StepSignal()
  private var outer = StepSignal()
  private var innerQuick: Double?
  private var innerSlow = 0.0
  private var tiltMean: Double?
  private var tiltMoved = 0.0
  private var lastStep: Instant?
  /// Since when the electrode has read the very same number.
  private var frozenSince: Instant?
  private var frozenAt = 0.0
  /// In how many steps in a row it was heard again and had not changed.
  private var electrodeRepeats: Int?
  private var electrodeHeardAt: Instant?

  private static let quickSeconds = 20.0
  private static let slowSeconds = 140.0
  private static let tiltSeconds = 90.0

  @inline(__always)
  mutating func take(_ reading: Reading, at now: Instant) {
    clasp.take(reading.clasp.value.map { $0 ? 1 : 0 }, at: now)
    electrode.take(reading.contact.value?.fraction, at: now)
    force.take(reading.force.value?.newtons, at: now)
    motion.take(reading.motion.value?.milliG, at: now)
    tilt.take(reading.tilt.value?.degrees, at: now)
    inner.take(reading.inner.value?.degrees, at: now)
    outer.take(reading.outer.value?.degrees, at: now)
  }

  /// Whether enough time has passed for another step.
  func isDue(at now: Instant, step: TimeLength) -> Bool {
    guard let lastStep else { return true }
    // A period that jitters about the step's length makes one step a sample.
    return (now - lastStep).milliseconds * 10 >= step.milliseconds * 9
  }

  /// Closes the step that ends now.
  mutating func step(
    _ surroundings: ContactSurroundings, _ calibration: BinderCalibration, at now: Instant,
    settings: ContactModelSettings
  ) -> SignalStep {
    let elapsed = lastStep.map { (now - $0).seconds } ?? settings.step.seconds
    lastStep = now
    clasp.close()
    electrode.close()
    force.close()
    motion.close()
    tilt.close()
    inner.close()
    outer.close()
    moveTrends(elapsed, at: now, settings)
    watchElectrode(at: now, settings)
    return reading(
      surroundings, calibration, at: now, seconds: min(elapsed, Self.longestSeconds),
      settings: settings)
  }

  /// What the signals read at `now`, without closing anything.
  func reading(
    _ surroundings: ContactSurroundings, _ calibration: BinderCalibration, at now: Instant,
    seconds: Double, settings: ContactModelSettings
  ) -> SignalStep {
    let age = settings.signalFreshFor
    let level = soundElectrode(calibration, at: now, settings)
    let closed = clasp.fresh(at: now, within: age)
    return SignalStep(
      at: now, seconds: seconds, clasp: closed,
      electrode: level, force: force.fresh(at: now, within: age),
      motionLog: motion.fresh(at: now, within: age).map { log(max(0.05, $0)) },
      tiltMoved: tilt.fresh(at: now, within: age).map { _ in tiltMoved },
      faces: faces(surroundings, calibration, at: now, settings: settings),
      // What lies beside the infant in the binder is warm as well, but not as skin is.
      skin: surroundings.seatedSkin.flatMap { $0 >= settings.skinTellsFrom ? $0.degrees : nil },
      isClaspDoubted: closed.map { calibration.doubts(clasp: $0, settings) } ?? false,
      hasElectrode: level != nil || calibration.hasElectrode)
  }

  /// The binder's inner face while its buckle is closed; nil when either is not known.
  func innerFaceWhileClosed(at now: Instant, within age: TimeLength) -> Celsius? {
    guard let closed = clasp.fresh(at: now, within: age), closed > 0.5 else { return nil }
    return inner.fresh(at: now, within: age).map { Celsius($0) }
  }

  /// Local choice: no sample speaks for longer than the longest period that a board may have.
  private static let longestSeconds = 60.0

  /// An electrode on a living body never reads the very same number for long.
  private mutating func watchElectrode(at now: Instant, _ settings: ContactModelSettings) {
    guard let level = electrode.fresh(at: now, within: settings.signalFreshFor) else { return }
    // At full scale it is not frozen but full of skin.
    if frozenSince == nil || level != frozenAt || level >= 0.999 {
      frozenSince = now
      frozenAt = level
      electrodeRepeats = nil
    } else if electrode.heardAt != electrodeHeardAt {
      electrodeRepeats = (electrodeRepeats ?? 0) + 1
    }
    electrodeHeardAt = electrode.heardAt
  }

  /// The electrode's level, unless it stands still although it jitters by nature, or has been frozen
  /// for long well away from what it reads off skin.
  private func soundElectrode(
    _ calibration: BinderCalibration, at now: Instant, _ settings: ContactModelSettings
  ) -> Double? {
    let level = electrode.fresh(at: now, within: settings.signalFreshFor)
    if calibration.isStandstill(electrodeRepeats ?? 0, settings) { return nil }
    guard let level, let frozenSince, now - frozenSince >= settings.electrodeFrozenAfter else {
      return level
    }
    if calibration.doesElectrodeJitter { return nil }
    // A coarse electrode off skin stands still as well, and says so.
    let off = calibration.electrodeOff
    guard off.known(after: settings.learnsLevels.seconds) > 0.3 else { return level }
    let gain = settings.electrodeLeastGain.fraction
    return level > off.mean + gain || level < off.mean - gain / 2 ? nil : level
  }

  private mutating func moveTrends(
    _ elapsed: Double, at now: Instant, _ settings: ContactModelSettings
  ) {
    if let degrees = inner.fresh(at: now, within: settings.signalFreshFor) {
      if let quick = innerQuick, elapsed < settings.signalFreshFor.seconds {
        innerQuick = quick + elapsed / (elapsed + Self.quickSeconds) * (degrees - quick)
        innerSlow += elapsed / (elapsed + Self.slowSeconds) * (degrees - innerSlow)
      } else {
        innerQuick = degrees
        innerSlow = degrees
      }
    }
    if let degrees = tilt.fresh(at: now, within: settings.signalFreshFor) {
      let mean = tiltMean ?? degrees
      tiltMoved = abs(degrees - mean)
      tiltMean = mean + elapsed / (elapsed + Self.tiltSeconds) * (degrees - mean)
    }
  }

  private func faces(
    _ surroundings: ContactSurroundings, _ calibration: BinderCalibration, at now: Instant,
    settings: ContactModelSettings
  ) -> FaceHeat? {
    guard inner.fresh(at: now, within: settings.signalFreshFor) != nil, let quick = innerQuick
    else { return nil }
    let outside = outer.fresh(at: now, within: settings.signalFreshFor)
    let slope = (quick - innerSlow) / (Self.slowSeconds - Self.quickSeconds)
    var faces = FaceHeat(
      inner: quick, outer: outside, innerSlope: slope, difference: outside.map { quick - $0 },
      sensorNoise: 0, roomNoise: 0)
    var (room, roomSpread) = air(surroundings, calibration, at: now, settings: settings)
    // Worn or at rest, the outer face is never colder than the room.
    if surroundings.room == nil, let outside { room = min(room, outside) }
    let span = settings.bodyDegrees.degrees - room
    guard span > Self.leastSpan else { return faces }
    faces.sensorNoise = settings.facesNoise.degrees / span
    faces.roomNoise = roomSpread / span
    let lead = settings.leadTime.seconds
    // Freed of its inertia, a face tends to no further than the body or the room.
    let tends = quick + lead * slope
    let bounded = min(max(tends, min(quick, room)), max(quick, settings.bodyDegrees.degrees))
    faces.warmth = (bounded - room) / span
    if let difference = faces.difference {
      faces.flow = (difference - calibration.faceOffset.mean + lead * slope) / span
    }
    return faces
  }

  /// The air about the binder and how well it is known, in degrees C.
  private func air(
    _ surroundings: ContactSurroundings, _ calibration: BinderCalibration, at now: Instant,
    settings: ContactModelSettings
  ) -> (degrees: Double, spread: Double) {
    if let room = surroundings.room { return (room.degrees, settings.roomSpread.degrees) }
    let level = calibration.ambient.level(
      expected: settings.roomUnknown.degrees, spread: settings.roomUnknownSpread.degrees,
      learntSpread: settings.roomSpread.degrees)
    let hours = calibration.ambientAt.map { (now - $0).seconds / 3600 } ?? 0
    let spread = min(settings.roomUnknownSpread.degrees, level.spread + Self.driftPerHour * hours)
    return (level.mean, spread)
  }

  /// In degrees: with less between room and body, the faces tell nothing apart.
  private static let leastSpan = 1.5
  /// In degrees an hour: how fast a ward's air may have changed since it was last felt.
  private static let driftPerHour = 0.5
}

/// What else is known of the bed.
public struct ContactSurroundings: Hashable, Codable, Sendable {
  /// The skin temperature of a probe that counts as seated.
  public var seatedSkin: Celsius?
  public var room: Celsius?

  public init(seatedSkin: Celsius?, room: Celsius?) {
    self.seatedSkin = seatedSkin
    self.room = room
  }
}
