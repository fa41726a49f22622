import CareModel
import SimulatedWard

/// One row of the evaluation: what is simulated, measured with what, and what goes wrong.
public struct Scenario: Sendable {
  /// Which beds the simulator makes.
  public enum Ward: Hashable, Sendable {
    /// Drawn from wide ranges, each infant with a caregiver of its own.
    case wide
    /// Two infants of one caregiver, each with a binder.
    case twins(WardScript.TwinCare)
    /// The demo's, with each of its faults once.
    case demo
    /// Drawn from wide ranges, all in one room with one ward thermometer.
    case oneRoom
  }

  public var name: String
  /// What is simulated, in a few words.
  public var summary: String
  public var situations: [CareSituation]
  public var equipment: BedEquipment
  /// Seconds from report to report, 1 to 60; nil gives each board its own.
  public var period: Double?
  /// Mean of the ward in degrees C; nil draws one for each bed, from 18 to 27.
  public var roomDegrees: Double?
  public var days: Int
  public var beds: Int
  /// Reports come late, in part or not at all.
  public var isLossy: Bool
  public var ward: Ward
  public var arrangements: [BedArrangement]
  public var stream: [StreamFault]
  public var promise: Promise

  public init(
    _ name: String, _ summary: String, _ situations: [CareSituation] = [],
    equipment: BedEquipment = .fullBinder, period: Double? = 5, roomDegrees: Double? = nil,
    days: Int = 1, beds: Int = 2, isLossy: Bool = false, ward: Ward = .wide,
    arrangements: [BedArrangement] = [], stream: [StreamFault] = [], promise: Promise? = nil
  ) {
    self.name = name
    self.summary = summary
    self.situations = situations
    self.equipment = equipment
    self.period = period
    self.roomDegrees = roomDegrees
    self.days = days
    self.beds = beds
    self.isLossy = isLossy
    self.ward = ward
    self.arrangements = arrangements
    self.stream = stream
    self.promise = promise ?? equipment.promise
  }

  /// The ward of one seed: the same script for the same seed on every machine.
  public func script(seed: UInt64) -> WardScript {
    var script = drawnWard(seed: seed)
    for index in script.beds.indices {
      var generator = SeededGenerator(seed: seed ^ 0x5EED, stream: UInt64(index))
      for arrangement in arrangements { arrangement.arrange(&script.beds[index], &generator) }
    }
    return script
  }

  private func drawnWard(seed: UInt64) -> WardScript {
    switch ward {
    case .wide:
      .evaluation(
        beds: beds, seed: seed, days: days, roomTarget: roomDegrees, situations: situations,
        equipment: equipment, reportPeriod: period, isLossy: isLossy)
    case .twins(let care):
      .twins(care, seed: seed, days: days, roomTarget: roomDegrees, reportPeriod: period)
    case .demo: .demo(beds: beds, seed: seed)
    case .oneRoom:
      .oneRoom(
        beds: beds, seed: seed, days: days, roomTarget: roomDegrees, situations: situations)
    }
  }
}
