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

  init(script: BedScript) {
    infant = script.parameters.infant
    roomParameters = script.parameters.room
    binder = script.parameters.binder
    electrode = script.parameters.electrode
    probeParameters = script.parameters.probe
    segments = script.conditions()
    conditions = segments[0]
    roomTarget = roomParameters.target(second: 0)
    room = roomTarget
    thermometer = room
    skin = infant.setPoint
    seatedProbe = skin
    probe = skin
    inner = room
    outer = room
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
      if second % 60 == 0 { roomTarget = roomParameters.target(second: second) }
      step()
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
      infant.bloodHeat(skin: skin) - conditions.roomConductance * (skin - room)
      - conditions.caregiverConductance * (skin - infant.caregiverSkin)
    skin += heat / infant.capacity
  }

  private mutating func stepBinder() {
    var innerHeat = binder.paddingConductance * (outer - inner)
    let outerHeat = -innerHeat + binder.roomConductance * (room - outer)
    switch conditions.binder {
    case .worn: innerHeat += binder.skinConductance * (skin - inner)
    case .openUnderInfant:
      // Wrapping and bedding lie between; the face still sees some of the infant's warmth.
      innerHeat += 0.12 * binder.skinConductance * (skin - inner)
      innerHeat += binder.roomConductance * (room - inner)
    case .putAway, .onChair: innerHeat += binder.roomConductance * (room - inner)
    }
    inner += innerHeat / binder.innerCapacity
    outer += outerHeat / binder.outerCapacity
    if conditions.isContact {
      sweat += (electrode.sweatMost - sweat) / electrode.sweatTimeConstant
    } else {
      sweat -= sweat / electrode.dryingTimeConstant
    }
  }

  private mutating func stepProbe() {
    seatedProbe += (skin - seatedProbe) / probeParameters.timeConstant
    if conditions.isProbeSeated {
      probe += (skin - probe) / probeParameters.timeConstant
    } else {
      let bedding = room + probeParameters.beddingShare * (skin - room)
      probe += (bedding - probe) / probeParameters.bareTimeConstant
    }
  }
}
