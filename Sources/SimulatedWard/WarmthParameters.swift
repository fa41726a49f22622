/// What else than a body can warm this bed's binder: the sun, a heater, an incubator.
public struct WarmthParameters: Hashable, Sendable {
  /// Heat that the lit face takes up in full sun, in watt.
  public var sunHeat: Double
  /// What the binder lies on, in degrees C, and how far its thermostat lets that swing.
  public var heaterSurface: Double
  public var heaterSwing: Double
  /// A whole swing of the thermostat, in seconds.
  public var heaterCycle: Double
  /// From the surface to the face on it, in watt a kelvin.
  public var heaterConductance: Double
  /// The incubator's air at the inner face, and how much warmer the outer face has it, in degrees.
  public var incubatorAir: Double
  public var incubatorGradient: Double

  /// No lit face gets above 45 degrees, in a room that stays within two degrees of its target.
  init(room: RoomParameters, binder: BinderParameters, drawnWith generator: inout SeededGenerator) {
    let air = binder.airConductance
    let padding = binder.paddingConductance
    let rise = generator.uniform(5, max(6, min(22, 43 - room.target)))
    sunHeat = rise * air * (2 * padding + air) / (padding + air)
    heaterSurface = generator.uniform(35, 44)
    heaterSwing = generator.uniform(0.2, 2)
    heaterCycle = generator.uniform(900, 3000)
    heaterConductance = air * generator.uniform(2, 8)
    incubatorAir = generator.uniform(33, 36)
    incubatorGradient = generator.uniform(-0.6, 0.6)
  }

  /// The heater's surface at a second; a thermostat makes a sawtooth, not a wave.
  func heaterSurface(second: Int) -> Double {
    var phase = Double(second) / heaterCycle
    phase -= phase.rounded(.down)
    let folded = phase < 0.5 ? phase * 4 - 1 : 3 - phase * 4
    return heaterSurface + heaterSwing * folded
  }
}
