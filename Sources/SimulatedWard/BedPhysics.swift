/// The heat of one bed, second by second: infant, binder, room, and what touches them.
///
/// First-order thermal circuits, stepped by 1 s. All temperatures in degrees C. Everything follows
/// from the script alone: no noise in here, and nothing depends on how often it is asked.
struct BedPhysics: Sendable {
  private let infant: InfantParameters
  private let roomParameters: RoomParameters
  private let binder: BinderParameters
  private let electrode: ElectrodeParameters
  private let probeParameters: ProbeParameters
  private let warmth: WarmthParameters
  private let cloudSeed: UInt64
  /// Local time of day at second 0.
  private let startSecondOfDay: Int
  private let segments: [BedConditions]
  private var nextSegment = 1

  private(set) var second = 0
  private(set) var conditions: BedConditions
  private(set) var room: Double
  /// What a ward thermometer without error shows.
  private(set) var thermometer: Double
  private(set) var skin: Double
  /// What a perfectly seated probe reads, whether or not the probe is seated.
  private(set) var seatedProbe: Double
  private(set) var probe: Double
  private(set) var inner: Double
  private(set) var outer: Double
  /// Added to the electrode by sweat, 0 to 1.
  private(set) var sweat = 0.0
  private var roomTarget: Double
  /// What moves on the bed; nil where nobody asks, or where a few plain levels stand for it.
  private(set) var activity: BedActivity?

  init(script: BedScript, withActivity: Bool = true) {
    infant = script.parameters.infant
    roomParameters = script.parameters.room
    binder = script.parameters.binder
    electrode = script.parameters.electrode
    probeParameters = script.parameters.probe
    warmth = script.parameters.warmth
    cloudSeed = script.noiseSeed ^ 0xC10D_C10D_C10D_C10D
    startSecondOfDay = script.startSecondOfDay
    segments = script.conditions()
    conditions = segments[0]
    roomTarget = roomParameters.target(second: startSecondOfDay)
    room = roomTarget
    thermometer = room
    skin = infant.setPoint
    seatedProbe = skin
    probe = skin
    inner = room
    outer = room
    if withActivity, let motion = script.parameters.motion {
      activity = BedActivity(motion: motion, seed: script.noiseSeed)
    }
    settle()
  }

  /// Two hours of the first conditions, so that the day does not begin with a transient.
  private mutating func settle() {
    for _ in 0..<7200 { step() }
    sweat = 0
    second = 0
  }

  mutating func advance(toSecond end: Int) {
    while second < end {
      if nextSegment < segments.count, segments[nextSegment].fromSecond <= second {
        conditions = segments[nextSegment]
        nextSegment += 1
      }
      // The target moves by less than a thousandth of a degree a minute.
      if second % 60 == 0 { roomTarget = roomParameters.target(second: startSecondOfDay + second) }
      step()
      activity?.step(conditions)
    }
    if nextSegment < segments.count, segments[nextSegment].fromSecond <= second {
      conditions = segments[nextSegment]
      nextSegment += 1
    }
  }

  private mutating func step() {
    stepRoom()
    stepInfant()
    stepBinder()
    stepProbe()
    second += 1
  }

  private mutating func stepRoom() {
    var target = conditions.unheatedTarget ?? roomTarget
    if conditions.isDoorOpen { target -= roomParameters.doorDrop }
    room += (target - room) / roomParameters.timeConstant
    thermometer += (room - thermometer) / roomParameters.thermometerTimeConstant
  }

  private mutating func stepInfant() {
    let heat =
      infant.bloodHeat(skin: skin)
      - conditions.roomConductance * (skin - (conditions.infantAir ?? room))
      - conditions.caregiverConductance * (skin - infant.caregiverSkin)
    skin += heat / infant.capacity
  }

  private mutating func stepBinder() {
    let heat = conditions.heat
    var innerHeat = binder.paddingConductance * (outer - inner)
    var outerHeat = -innerHeat + heat.outerAirConductance * ((heat.outerAir ?? room) - outer)
    innerHeat += heat.bodyConductance * ((heat.bodyTemperature ?? skin) - inner)
    innerHeat += heat.innerAirConductance * ((heat.innerAir ?? room) - inner)
    if let face = heat.litFace { add(warmth.sunHeat * sunshine, to: face, &innerHeat, &outerHeat) }
    if let face = heat.heatedFace {
      let warmer = warmth.heaterSurface(second: second) - (face == .inner ? inner : outer)
      add(warmth.heaterConductance * warmer, to: face, &innerHeat, &outerHeat)
    }
    inner += innerHeat / (binder.innerCapacity + heat.clothCapacity)
    outer += outerHeat / binder.outerCapacity
    switch conditions.kind {
    case .contact: sweat += (electrode.sweatMost - sweat) / electrode.sweatTimeConstant
    case .wrapped, .wornEmpty:
      // Through cloth only some of the sweat arrives.
      sweat += (0.3 * electrode.sweatMost - sweat) / electrode.sweatTimeConstant
    case .pause, .cot, .incubator: sweat -= sweat / electrode.dryingTimeConstant
    }
  }

  private func add(
    _ watts: Double, to face: BinderFace, _ innerHeat: inout Double, _ outerHeat: inout Double
  ) {
    if face == .inner { innerHeat += watts } else { outerHeat += watts }
  }

  /// Share of the sun's heat that the clouds let through now, 0 to 1.
  private var sunshine: Double {
    let knots = SlowWave(seed: cloudSeed, knotSeconds: 210)
    let level = knots.value(atSecond: second)
    // The sky is rather clear or rather covered, seldom in between.
    return max(0.03, min(1, level * 2.2 - 0.5))
  }

  private mutating func stepProbe() {
    let around = conditions.infantAir ?? room
    let cover = around + conditions.probeCover * (skin - around)
    let under = skin - probeParameters.coverShare * (skin - cover)
    seatedProbe += (under - seatedProbe) / probeParameters.timeConstant
    if conditions.isProbeSeated {
      probe += (under - probe) / probeParameters.timeConstant
    } else {
      let bedding = around + conditions.fallenShare * (skin - around)
      probe += (bedding - probe) / probeParameters.bareTimeConstant
    }
  }
}
