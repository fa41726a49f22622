/// The infant's chest: tissue that blood warms, the wrapping cools and a caregiver keeps warm.
///
/// The heat that blood brings is regulated: more when the skin cools, up to a small reserve, and
/// beyond half a degree a slow further reply. A preterm infant's reserve is soon used up, and then
/// the skin falls towards what wrapping and room allow.
public struct InfantParameters: Hashable, Sendable {
  /// The skin temperature that the infant holds in the cot, in degrees C.
  public var setPoint: Double
  /// The heat at the set point, in watt.
  public var restingHeat: Double
  /// Heat that can be added at once when cooled, in watt.
  public var reserveHeat: Double
  /// Heat a degree below the set point, within the reserve, in watt a kelvin.
  public var regulation: Double
  /// Heat a degree beyond half a degree below the set point, in watt a kelvin.
  public var coldReply: Double
  /// Capacity of the shell, in joule a kelvin.
  public var capacity: Double
  /// Through the usual wrapping in the cot to the room, in watt a kelvin.
  public var cotConductance: Double
  /// To the room while on the chest, in watt a kelvin.
  public var chestConductance: Double
  /// To the caregiver's skin, in watt a kelvin.
  public var caregiverConductance: Double
  /// The caregiver's chest skin, in degrees C.
  public var caregiverSkin: Double

  init(roomTarget: Double, drawnWith generator: inout SeededGenerator) {
    setPoint = generator.uniform(36.85, 36.95)
    restingHeat = generator.uniform(3.4, 4.0)
    reserveHeat = 1.0
    regulation = 11
    coldReply = 0.9
    capacity = generator.uniform(1700, 1900)
    cotConductance = restingHeat / (setPoint - roomTarget)
    chestConductance = cotConductance * generator.uniform(0.4, 0.46)
    caregiverConductance = generator.uniform(0.25, 0.32)
    caregiverSkin = generator.uniform(35.2, 36)
  }

  /// An infant wrapped for its ward: in the cold well, and yet a little too cool at times.
  init(wideRoomTarget room: Double, drawnWith generator: inout SeededGenerator) {
    setPoint = generator.uniform(36.1, 37.2)
    restingHeat = generator.uniform(2.6, 5)
    reserveHeat = generator.uniform(0.6, 1.4)
    regulation = generator.uniform(4, 11)
    coldReply = generator.uniform(0.6, 1.2)
    capacity = generator.uniform(1400, 2600)
    let wrapping = restingHeat / max(2, setPoint - room)
    let lack = room < 15 ? generator.uniform(1, 1.15) : generator.uniform(0.92, 1.08)
    // In a hot ward even a bare infant gives off no more than this.
    cotConductance = min(wrapping * lack, 0.5)
    chestConductance = cotConductance * generator.uniform(0.36, 0.6)
    caregiverConductance = generator.uniform(0.2, 0.45)
    caregiverSkin = generator.uniform(34.2, 36.2)
  }

  /// From skin to the air of an incubator that is to keep the infant at its set point, in watt a
  /// kelvin; a bare infant gives off no more than 1.6.
  func incubatorConductance(air: Double) -> Double {
    min(1.6, restingHeat / max(0.5, setPoint - air))
  }

  /// Watt that blood brings to skin of the given temperature.
  @inline(__always)
  func bloodHeat(skin: Double) -> Double {
    let deficit = setPoint - skin
    var heat = regulation * deficit
    if heat > reserveHeat { heat = reserveHeat }
    if heat < -0.65 * restingHeat { heat = -0.65 * restingHeat }
    if deficit > 0.5 { heat += coldReply * (deficit - 0.5) }
    return restingHeat + heat
  }

  /// The conductance of a covering so poor that skin levels off at `skin` in a room at `room`.
  public func conductanceLevellingOff(atSkin skin: Double, inRoom room: Double) -> Double {
    bloodHeat(skin: skin) / (skin - room)
  }
}
