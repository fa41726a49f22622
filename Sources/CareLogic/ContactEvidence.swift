import CareModel

/// Weighs what a bed's signals say for and against contact, each as a log-likelihood ratio.
///
/// Positive speaks for skin-to-skin contact. A signal that is absent or too old says nothing.
public struct ContactEvidence: Hashable, Codable, Sendable {
  /// The weight of all signals together.
  public private(set) var total = 0.0
  /// Whether the signals suffice to say anything at all.
  public private(set) var suffices = false
  public private(set) var isClaspOpen = false
  /// The weight of everything but the electrode, by which the electrode is calibrated.
  private var besidesElectrode = 0.0

  private var clasp = SignalMemory()
  private var electrode = SignalMemory()
  private var force = SignalMemory()
  private var motion = SignalMemory()
  private var inner = SignalMemory()
  private var outer = SignalMemory()
  private var innerQuick = TemperatureFilter()
  private var innerSlow = TemperatureFilter()

  /// What else is known of the bed.
  public struct Surroundings: Sendable {
    /// The skin temperature of a probe that counts as seated.
    public var seatedSkin: Celsius?
    public var room: Celsius?

    public init(seatedSkin: Celsius?, room: Celsius?) {
      self.seatedSkin = seatedSkin
      self.room = room
    }
  }

  public init() {}

  public mutating func observe(_ reading: Reading, at now: Instant, settings: CareSettings) {
    clasp.remember(reading.clasp.value.map { $0 ? 1 : 0 }, at: now)
    electrode.remember(reading.contact.value?.fraction, at: now)
    force.remember(reading.force.value?.newtons, at: now)
    motion.remember(reading.motion.value?.milliG, at: now)
    outer.remember(reading.outer.value?.degrees, at: now)
    if let face = reading.inner.value {
      inner.remember(face.degrees, at: now)
      innerQuick.observe(
        face, at: now, timeConstant: .seconds(30), restartAfter: settings.deviceSilentAfter)
      innerSlow.observe(
        face, at: now, timeConstant: .seconds(180), restartAfter: settings.deviceSilentAfter)
    }
  }

  /// Adds up the weights of whatever is fresh.
  public mutating func weigh(
    _ surroundings: Surroundings, _ calibration: ElectrodeCalibration, at now: Instant,
    settings: CareSettings
  ) {
    let closed = clasp.fresh(at: now, within: settings.signalFreshFor).map { $0 > 0.5 }
    isClaspOpen = closed == false
    let face = inner.fresh(at: now, within: settings.signalFreshFor)
    let level = electrode.fresh(at: now, within: settings.signalFreshFor)
    let isProbed = closed == true && surroundings.seatedSkin != nil
    // A face tells nothing without the other face or the room to compare it with.
    let isCompared =
      surroundings.room != nil || outer.fresh(at: now, within: settings.signalFreshFor) != nil
    let isMoved =
      force.fresh(at: now, within: settings.signalFreshFor) != nil
      || motion.fresh(at: now, within: settings.signalFreshFor) != nil
    suffices = isClaspOpen || level != nil || (face != nil && isCompared) || isMoved || isProbed

    var weight = 0.0
    if let closed { weight += closed ? settings.claspClosedWeight : settings.claspOpenWeight }
    weight += ramp(
      force.fresh(at: now, within: settings.signalFreshFor), settings.forceLow.newtons,
      settings.forceHigh.newtons, from: settings.forceLowWeight, to: settings.forceHighWeight)
    weight += ramp(
      motion.fresh(at: now, within: settings.signalFreshFor), settings.motionLow.milliG,
      settings.motionHigh.milliG, from: settings.motionLowWeight, to: settings.motionHighWeight)
    weight += heat(face, surroundings.room, at: now, settings: settings)
    if isProbed, level == nil, face == nil { weight += settings.seatedProbeWeight }
    besidesElectrode = weight
    if let level {
      weight += electrodeWeight(
        calibration.position(of: level, settings: settings), settings)
    }
    total = weight
  }

  /// Teaches the calibration while the other signals leave no doubt.
  public func teach(
    _ calibration: inout ElectrodeCalibration, at now: Instant, settings: CareSettings
  ) {
    guard electrode.measuredAt == now else { return }
    if isClaspOpen {
      calibration.learn(electrode.value, inContact: false, at: now, settings: settings)
    } else if besidesElectrode > 3 {
      calibration.learn(electrode.value, inContact: true, at: now, settings: settings)
    }
  }

  /// The binder's inner face while its buckle is closed; nil when either is not known.
  public func innerFaceWhileClosed(at now: Instant, settings: CareSettings) -> Celsius? {
    guard let closed = clasp.fresh(at: now, within: settings.signalFreshFor), closed > 0.5 else {
      return nil
    }
    return inner.fresh(at: now, within: settings.signalFreshFor).map { Celsius($0) }
  }

  /// Forgets the dynamics and every held value, as after a gap.
  public mutating func reset() { self = ContactEvidence() }

  /// From off the skin (0) to on it (1).
  ///
  /// Off the skin weighs more than all the rest together: an infant wrapped in cloth looks like
  /// contact to every other signal.
  private func electrodeWeight(_ position: Double, _ settings: CareSettings) -> Double {
    let distance = min(1, max(-1, 2 * position - 1))
    return distance < 0
      ? -distance * settings.electrodeOffWeight : distance * settings.electrodeOnWeight
  }

  /// Heat that flows from the infant through the binder to the room, and whether the face warms or cools.
  private func heat(
    _ face: Double?, _ room: Celsius?, at now: Instant, settings: CareSettings
  ) -> Double {
    guard let face else { return 0 }
    var weight = 0.0
    let low = settings.heatFlowLow.degrees
    let high = settings.heatFlowHigh.degrees
    if let outside = outer.fresh(at: now, within: settings.signalFreshFor) {
      weight += ramp(
        face - outside, low, high, from: settings.heatFlowLowWeight,
        to: settings.heatFlowHighWeight)
    } else if let room {
      // The room lies behind the binder's whole insulation, so the same flow shows threefold.
      weight += ramp(
        face - room.degrees, 3 * low, 3 * high, from: settings.heatFlowLowWeight,
        to: settings.heatFlowHighWeight)
    }
    if let quick = innerQuick.value, let slow = innerSlow.value {
      weight += settings.heatTrendWeight * max(-1, min(1, (quick.degrees - slow.degrees) / 0.5))
    }
    return weight
  }

  private func ramp(
    _ value: Double?, _ low: Double, _ high: Double, from least: Double, to most: Double
  ) -> Double {
    guard let value else { return 0 }
    let position = max(0, min(1, (value - low) / (high - low)))
    return least + position * (most - least)
  }
}
