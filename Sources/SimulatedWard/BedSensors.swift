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

  init(script: BedScript) {
    binder = script.parameters.binder
    electrode = script.parameters.electrode
    probe = script.parameters.probe
    room = script.parameters.room
    battery = script.parameters.battery
    noiseSeed = script.noiseSeed
  }

  func measure(
    _ role: BoardRole, _ sensors: SensorSet, _ physics: BedPhysics, at instant: Instant
  ) -> BoardMeasurement {
    var noise = SeededGenerator(
      seed: noiseSeed ^ UInt64(role.rawValue) << 56 ^ UInt64(bitPattern: instant.milliseconds))
    var measured = BoardMeasurement(sensors: sensors)
    switch role {
    case .binder: measureBinder(physics, &noise, into: &measured)
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
    return measured
  }

  private func measureBinder(
    _ physics: BedPhysics, _ noise: inout SeededGenerator, into measured: inout BoardMeasurement
  ) {
    let conditions = physics.conditions
    measured.isClasped = conditions.isClasped
    let level =
      electrode.offset + electrode.gain * conditions.coverage + physics.sweat
      + electrode.noise * noise.bell()
    measured.contactTenThousandths = Self.unsigned(level * 10_000, most: 10_000)
    measured.forceCentinewtons = Self.unsigned(force(conditions, &noise) * 100, most: 65_535)
    measured.tiltTenthDegrees = Int16((tilt(conditions, &noise) * 10).rounded())
    measured.motionTenthMilliG = Self.unsigned(motion(conditions, &noise) * 10, most: 65_535)
    measured.innerCentidegrees = Self.centidegrees(
      physics.inner + binder.innerError + 0.03 * noise.bell())
    measured.outerCentidegrees = Self.centidegrees(
      physics.outer + binder.outerError + 0.03 * noise.bell())
  }

  private func force(_ conditions: BedConditions, _ noise: inout SeededGenerator) -> Double {
    switch conditions.binder {
    case .worn:
      let spread = conditions.isHandled || conditions.posture == .walking ? 0.5 : 0.12
      return binder.forceError + binder.strapForce + spread * noise.bell()
    case .onChair: return binder.forceError + 0.15 + 0.02 * noise.bell()
    case .openUnderInfant, .putAway: return binder.forceError + 0.02 * noise.bell()
    }
  }

  private func tilt(_ conditions: BedConditions, _ noise: inout SeededGenerator) -> Double {
    switch conditions.binder {
    case .worn:
      let spread = conditions.isHandled ? 8 : conditions.posture == .walking ? 4 : 1.2
      return conditions.postureTilt + spread * noise.bell()
    case .onChair: return binder.chairTilt + 0.15 * noise.bell()
    case .openUnderInfant, .putAway: return binder.restTilt + 0.15 * noise.bell()
    }
  }

  /// Breathing alone moves a worn binder by several thousandths of g; a chair does not breathe.
  private func motion(_ conditions: BedConditions, _ noise: inout SeededGenerator) -> Double {
    if conditions.isHandled { return noise.uniform(40, 160) }
    switch conditions.binder {
    case .worn:
      switch conditions.posture {
      case .lying: return noise.uniform(5, 12)
      case .sitting: return noise.chance(0.05) ? noise.uniform(20, 60) : noise.uniform(6, 18)
      case .walking: return noise.uniform(50, 140)
      }
    case .openUnderInfant: return noise.chance(0.04) ? noise.uniform(4, 15) : noise.uniform(1, 2.5)
    case .putAway, .onChair: return noise.uniform(0.8, 2)
    }
  }

  private static func centidegrees(_ degrees: Double) -> Int16 {
    Int16(max(-32_768, min(32_767, (degrees * 100).rounded())))
  }

  private static func unsigned(_ value: Double, most: Double) -> UInt16 {
    UInt16(max(0, min(most, value.rounded())))
  }
}
