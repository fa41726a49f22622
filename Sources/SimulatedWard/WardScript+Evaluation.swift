import CareModel

extension WardScript {
  /// Beds to evaluate contact detection on, each drawn from wide ranges by the seed.
  ///
  /// The room's target is in degrees C, 8 to 34; nil draws one for each bed, from 18 to 27.
  public static func evaluation(
    beds count: Int = 1, seed: UInt64, days: Int = 1, roomTarget: Double? = nil,
    situations: [CareSituation] = [], equipment: BedEquipment = .fullBinder,
    reportPeriod: Double? = 5, isLossy: Bool = false
  ) -> WardScript {
    let beds = (1...max(1, count)).map { number in
      var bed = BedScript(
        number: number, wideSeed: seed, days: days, roomTarget: roomTarget, situations: situations)
      bed.equip(equipment)
      bed.setPeriods(report: reportPeriod, wideSeed: seed)
      if isLossy { bed.loseReports(wideSeed: seed) }
      return bed
    }
    return WardScript(beds: beds, seed: seed)
  }

  /// Beds of one room with one ward thermometer, each infant with a caregiver of its own.
  public static func oneRoom(
    beds count: Int, seed: UInt64, days: Int = 1, roomTarget: Double? = nil,
    situations: [CareSituation] = []
  ) -> WardScript {
    var ward = evaluation(
      beds: count, seed: seed, days: days, roomTarget: roomTarget ?? 24, situations: situations)
    let first = ward.beds[0]
    for index in ward.beds.indices.dropFirst() {
      let caregiver = ward.beds[index].parameters.infant.caregiverSkin
      ward.beds[index].shareRoom(with: first)
      ward.beds[index].parameters.infant.caregiverSkin = caregiver
      ward.beds[index].sharedRoom = first.board(.room)?.device
      ward.beds[index].boards.removeAll { $0.role == .room }
    }
    return ward
  }

  /// Begins at another local time than midnight; rooms are warmest in the afternoon.
  public mutating func start(atSecondOfDay second: Int) {
    for index in beds.indices { beds[index].startSecondOfDay = second }
  }

  /// How one caregiver has two infants.
  public enum TwinCare: Hashable, Sendable {
    /// Both on the chest at once, put there one after the other.
    case together
    /// One on the chest while the other lies in the cot.
    case inTurn
  }

  /// Two beds in one room, two binders, one caregiver.
  public static func twins(
    _ twinCare: TwinCare, seed: UInt64, days: Int = 1, roomTarget: Double? = nil,
    reportPeriod: Double? = 5
  ) -> WardScript {
    var ward = evaluation(
      beds: 2, seed: seed, days: days, roomTarget: roomTarget, reportPeriod: reportPeriod)
    let first = ward.beds[0]
    var generator = SeededGenerator(seed: seed, stream: 0x7817)
    ward.beds[1].shareRoom(with: first)
    ward.beds[1].care = first.care.ofTwin(twinCare, &generator)
    return ward
  }
}

extension BedScript {
  /// Takes over the room and the caregiver of another bed.
  fileprivate mutating func shareRoom(with other: BedScript) {
    let humidity = parameters.room.humidity
    let lag = parameters.room.thermometerTimeConstant
    let error = parameters.room.thermometerError
    parameters.room = other.parameters.room
    parameters.room.humidity = humidity
    parameters.room.thermometerTimeConstant = lag
    parameters.room.thermometerError = error
    parameters.infant.caregiverSkin = other.parameters.infant.caregiverSkin
    doorOpenings = other.doorOpenings
    heaterFailures = other.heaterFailures
    startSecondOfDay = other.startSecondOfDay
  }
}

extension CareDay {
  /// The other twin's care beside this one's, in the same arms.
  func ofTwin(_ twinCare: WardScript.TwinCare, _ generator: inout SeededGenerator) -> CareDay {
    let free = twinCare == .together ? contact : stretches { $0 != .contact && $0 != .pause }
    let least: TimeLength = twinCare == .together ? .minutes(12) : .minutes(30)
    var twin = CareDay(phases: [])
    var second = 0
    for stretch in free where stretch.length >= least {
      let from = stretch.fromSecond + generator.integer(60, 240)
      let to = stretch.toSecond - generator.integer(60, 240)
      if second < from { twin.append(CarePhase.Kind.cot(.putAway), from: &second, to: from) }
      twin.append(.contact, from: &second, to: to)
    }
    if second < endSecond { twin.append(.cot(.putAway), from: &second, to: endSecond) }
    twin.postures = postures
    for stretch in twin.contact {
      var shift = stretch.fromSecond + generator.integer(600, 3000)
      while shift + 300 < stretch.toSecond {
        twin.shifts.append(
          TruthInterval(fromSecond: shift, toSecond: shift + generator.integer(20, 90)))
        shift += generator.integer(1800, 6000)
      }
    }
    return twin
  }

  private mutating func append(_ kind: CarePhase.Kind, from second: inout Int, to end: Int) {
    phases.append(CarePhase(kind, TruthInterval(fromSecond: second, toSecond: end)))
    second = end
  }
}
