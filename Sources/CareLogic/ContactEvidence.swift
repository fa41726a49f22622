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

  /// A signal older than this says nothing; twice the longest period a board may have.
  private static let fresh = TimeLength.seconds(120)
  private static let dynamicsGap = TimeLength.minutes(3)
  private static let claspOpen = -8.0
  private static let claspClosed = 0.5

  public init() {}

  public mutating func observe(_ reading: Reading, at now: Instant) {
    clasp.remember(reading.clasp.value.map { $0 ? 1 : 0 }, at: now)
    electrode.remember(reading.contact.value?.fraction, at: now)
    force.remember(reading.force.value?.newtons, at: now)
    motion.remember(reading.motion.value?.milliG, at: now)
    outer.remember(reading.outer.value?.degrees, at: now)
    if let face = reading.inner.value {
      inner.remember(face.degrees, at: now)
      innerQuick.observe(
        face, at: now, timeConstant: .seconds(30), restartAfter: Self.dynamicsGap)
      innerSlow.observe(
        face, at: now, timeConstant: .seconds(180), restartAfter: Self.dynamicsGap)
    }
  }

  /// Adds up the weights of whatever is fresh.
  public mutating func weigh(
    _ surroundings: Surroundings, _ calibration: ElectrodeCalibration, at now: Instant,
    settings: CareSettings
  ) {
    let closed = clasp.fresh(at: now, within: Self.fresh).map { $0 > 0.5 }
    isClaspOpen = closed == false
    let face = inner.fresh(at: now, within: Self.fresh)
    let level = electrode.fresh(at: now, within: Self.fresh)
    let isProbed = closed == true && surroundings.seatedSkin != nil
    suffices = isClaspOpen || level != nil || face != nil || isProbed

    var weight = 0.0
    if let closed { weight += closed ? Self.claspClosed : Self.claspOpen }
    weight += ramp(
      force.fresh(at: now, within: Self.fresh), settings.forceLow.newtons,
      settings.forceHigh.newtons, from: -1.5, to: 1)
    weight += ramp(
      motion.fresh(at: now, within: Self.fresh), settings.motionLow.milliG,
      settings.motionHigh.milliG, from: -1.5, to: 0.5)
    weight += heat(face, surroundings.room, at: now, settings: settings)
    if isProbed, level == nil, face == nil { weight += 1 }
    besidesElectrode = weight
    if let level {
      weight += Self.electrodeWeight(calibration.position(of: level, settings: settings))
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
  public func innerFaceWhileClosed(at now: Instant) -> Celsius? {
    guard let closed = clasp.fresh(at: now, within: Self.fresh), closed > 0.5 else { return nil }
    return inner.fresh(at: now, within: Self.fresh).map { Celsius($0) }
  }

  /// Forgets the dynamics and every held value, as after a gap.
  public mutating func reset() { self = ContactEvidence() }

  /// From off the skin (0) to on it (1).
  ///
  /// Off the skin weighs more than all the rest together: an infant wrapped in cloth looks like
  /// contact to every other signal.
  private static func electrodeWeight(_ position: Double) -> Double {
    let distance = position - 0.5
    return distance < 0 ? max(-7, 14 * distance) : min(4, 8 * distance)
  }

  /// Heat that flows from the infant through the binder to the room, and whether the face warms or cools.
  private func heat(
    _ face: Double?, _ room: Celsius?, at now: Instant, settings: CareSettings
  ) -> Double {
    guard let face else { return 0 }
    var weight = 0.0
    let low = settings.heatFlowLow.degrees
    let high = settings.heatFlowHigh.degrees
    if let outside = outer.fresh(at: now, within: Self.fresh) {
      weight += ramp(face - outside, low, high, from: -2, to: 2)
    } else if let room {
      // The room lies behind the binder's whole insulation, so the same flow shows threefold.
      weight += ramp(face - room.degrees, 3 * low, 3 * high, from: -2, to: 2)
    }
    if let quick = innerQuick.value, let slow = innerSlow.value {
      weight += 1.5 * max(-1, min(1, (quick.degrees - slow.degrees) / 0.5))
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
