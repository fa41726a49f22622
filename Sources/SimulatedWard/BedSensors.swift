import CareModel

/// What the boards of one bed measure: the physics, with each sensor's error and noise.
///
/// The noise of a measurement is drawn from the bed's seed, the board and the millisecond alone, so
/// that asking more often, or in another order, changes nothing.
struct BedSensors: Sendable {
  private let binder: BinderParameters
  private let electrode: ElectrodeParameters
  private let probe: ProbeParameters
  private let room: RoomParameters
  private let battery: BatteryParameters
  private let noiseSeed: UInt64
  private let faults: [SignalFault]
  private let missingFieldShares: [BoardRole: Double]
  /// The binder's report period: what moved since its last sample.
  private let windowSeconds: Int
  private let pressure: SlowWave
  private let touches: SlowWave

  init(script: BedScript) {
    binder = script.parameters.binder
    electrode = script.parameters.electrode
    probe = script.parameters.probe
    room = script.parameters.room
    battery = script.parameters.battery
    noiseSeed = script.noiseSeed
    faults = script.signalFaults
    missingFieldShares = Dictionary(
      script.boards.filter { $0.losses.missingFieldShare > 0 }.map {
        ($0.role, $0.losses.missingFieldShare)
      }, uniquingKeysWith: max)
    windowSeconds = script.board(.binder).map { Int($0.reportPeriod.seconds) } ?? 1
    pressure = SlowWave(seed: noiseSeed ^ 0x9E55, knotSeconds: 70)
    touches = SlowWave(seed: noiseSeed ^ 0x70C4, knotSeconds: 25)
  }

  func measure(
    _ role: BoardRole, _ sensors: SensorSet, _ physics: BedPhysics, at instant: Instant
  ) -> BoardMeasurement {
    var noise = SeededGenerator(
      seed: noiseSeed ^ UInt64(role.rawValue) << 56 ^ UInt64(bitPattern: instant.milliseconds))
    var measured = BoardMeasurement(sensors: sensors)
    switch role {
    case .binder: measureBinder(physics, at: instant, &noise, into: &measured)
    case .probe:
      measured.temperatureCentidegrees = Self.centidegrees(
        physics.probe + probe.error + probe.noise * noise.bell())
    case .room:
      measured.temperatureCentidegrees = Self.centidegrees(
        physics.thermometer + room.thermometerError + 0.02 * noise.bell())
      // Air that cools without losing water gets damper.
      let humidity = room.humidity + 2 * (room.target - physics.room) + 0.3 * noise.bell()
      measured.humidityCentipercent = Self.unsigned(humidity * 100, most: 10_000)
    }
    let days = instant.seconds / Double(CareDay.length)
    let millivolts =
      battery.startMillivolts - battery.dailyLossMillivolts * days + 1.5 * noise.bell()
    measured.batteryMillivolts = Self.unsigned(millivolts, most: 65_535)
    for fault in faults where fault.interval.contains(instant) {
      measured.apply(fault.kind, role: role, &noise)
    }
    if let share = missingFieldShares[role] { measured.leaveOut(share: share, &noise) }
    return measured
  }

  private func measureBinder(
    _ physics: BedPhysics, at instant: Instant, _ noise: inout SeededGenerator,
    into measured: inout BoardMeasurement
  ) {
    let conditions = physics.conditions
    measured.isClasped = conditions.isClasped
    let level =
      electrode.offset + electrode.gain * coverage(conditions, instant) + physics.sweat
      + electrode.noise * noise.bell()
    measured.contactTenThousandths = Self.unsigned(level * 10_000, most: 10_000)
    measured.forceCentinewtons = Self.unsigned(
      force(conditions, instant, &noise) * 100, most: 65_535)
    measured.tiltTenthDegrees = Int16((tilt(conditions, &noise) * 10).rounded())
    measured.motionTenthMilliG = Self.unsigned(motion(physics, &noise) * 10, most: 65_535)
    measured.innerCentidegrees = Self.centidegrees(
      physics.inner + binder.innerError + 0.03 * noise.bell())
    measured.outerCentidegrees = Self.centidegrees(
      physics.outer + binder.outerError + 0.03 * noise.bell())
  }

  /// Share of the electrode that is touched now, settling and pressure considered, 0 to 1.
  private func coverage(_ conditions: BedConditions, _ instant: Instant) -> Double {
    var coverage = conditions.coverage
    let second = Int(instant.milliseconds / 1000)
    if conditions.settlingLength > 0 { coverage *= conditions.settled(atSecond: second) }
    if conditions.kind.isWornByDyad || conditions.kind == .wornEmpty(.tightOnBareSkin),
      electrode.wander > 0
    {
      coverage *= 1 - electrode.wander * pressure.value(atSecond: second)
    }
    return max(coverage, touch(conditions.kind, second))
  }

  /// Skin or a hand that touches the electrode of a binder without an infant, now and then.
  private func touch(_ kind: CarePhase.Kind, _ second: Int) -> Double {
    switch kind {
    case .wornEmpty(.onBareSkin), .cot(.carried), .incubator(.carried):
      let level = touches.step(atSecond: second)
      return level < electrode.touchShare ? 0.2 + 0.5 * level / electrode.touchShare : 0
    default: return 0
    }
  }

  private func force(
    _ conditions: BedConditions, _ instant: Instant, _ noise: inout SeededGenerator
  ) -> Double {
    switch conditions.kind {
    case .contact, .wrapped, .wornEmpty:
      let isMoving = conditions.isHandled || conditions.posture == .walking
      let spread = isMoving ? max(0.5, binder.forceSpread) : binder.forceSpread
      return binder.forceError + tension(conditions, instant) + spread * noise.bell()
    default:
      guard conditions.isClasped else { return binder.forceError + 0.02 * noise.bell() }
      let spread = conditions.isBumped || conditions.kind == .cot(.carried(isClasped: true))
      return binder.forceError + binder.slackForce + (spread ? 0.3 : 0.02) * noise.bell()
    }
  }

  /// Newton in the strap of a worn binder, from breath to breath the same.
  private func tension(_ conditions: BedConditions, _ instant: Instant) -> Double {
    var tension = binder.strapForce
    if conditions.kind.isWornEmpty { tension *= binder.emptyForceShare }
    if conditions.isLoosened { tension *= binder.loosenedForceShare }
    if conditions.posture == .sitting { tension *= 1 - binder.sittingForceLoss }
    if conditions.settlingLength > 0 {
      tension *= 0.4 + 0.6 * conditions.settled(atSecond: Int(instant.milliseconds / 1000))
    }
    return tension
  }

  private func tilt(_ conditions: BedConditions, _ noise: inout SeededGenerator) -> Double {
    switch conditions.kind {
    case .contact, .wrapped, .wornEmpty:
      let spread = conditions.isHandled ? 8 : conditions.posture == .walking ? 4 : 1.2
      return conditions.postureTilt + binder.mountingTilt + spread * noise.bell()
    case .cot(.claspedOnChair):
      return binder.chairTilt + (conditions.isBumped ? 4 : 0.15) * noise.bell()
    case .cot(.carried), .incubator(.carried): return 60 + binder.mountingTilt + 12 * noise.bell()
    case .pause, .cot, .incubator: return binder.restTilt + 0.15 * noise.bell()
    }
  }

  /// Breathing alone moves a worn binder by several thousandths of g; a chair does not breathe.
  private func motion(
    _ physics: BedPhysics, _ noise: inout SeededGenerator
  ) -> Double {
    let conditions = physics.conditions
    if let activity = physics.activity {
      // A sample's own scatter is small where many seconds are in it.
      let level = activity.rootMeanSquare(overSeconds: windowSeconds)
      return level * (1 + 0.05 * noise.bell())
    }
    if conditions.isHandled || conditions.isBumped { return noise.uniform(40, 160) }
    switch conditions.kind {
    case .contact, .wrapped:
      switch conditions.posture {
      case .lying: return noise.uniform(5, 12)
      case .sitting: return noise.chance(0.05) ? noise.uniform(20, 60) : noise.uniform(6, 18)
      case .walking: return noise.uniform(50, 140)
      }
    case .wornEmpty: return noise.chance(0.5) ? noise.uniform(30, 140) : noise.uniform(4, 18)
    case .cot(.carried), .incubator(.carried): return noise.uniform(50, 140)
    case .pause, .cot(.openUnderInfant), .incubator(.openUnderInfant):
      return noise.chance(0.04) ? noise.uniform(4, 15) : noise.uniform(1, 2.5)
    case .cot, .incubator: return noise.uniform(0.8, 2)
    }
  }

  static func centidegrees(_ degrees: Double) -> Int16 {
    Int16(max(-32_768, min(32_767, (degrees * 100).rounded())))
  }

  static func unsigned(_ value: Double, most: Double) -> UInt16 {
    UInt16(max(0, min(most, value.rounded())))
  }
}
