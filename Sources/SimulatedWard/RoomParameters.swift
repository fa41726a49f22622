/// The room: a stove that holds a target, a daily swing, a lag.
public struct RoomParameters: Hashable, Sendable {
  /// Degrees C while the heater runs, mean over the day.
  public var target: Double
  /// Amplitude of the daily swing, in degrees.
  public var swing: Double
  /// The hour of the day at which the room is warmest.
  public var warmestHour: Double
  /// How fast the room follows, in seconds.
  public var timeConstant: Double
  /// How far the target drops while a door stands open, in degrees.
  public var doorDrop: Double
  /// Mean relative humidity, in per cent.
  public var humidity: Double
  /// Lag of the ward thermometer's housing, in seconds.
  public var thermometerTimeConstant: Double
  /// The ward thermometer's own error, in degrees.
  public var thermometerError: Double

  init(drawnWith generator: inout SeededGenerator) {
    target = generator.uniform(23.65, 24.2)
    swing = generator.uniform(0.1, 0.2)
    warmestHour = generator.uniform(14, 17)
    timeConstant = generator.uniform(1000, 1300)
    doorDrop = generator.uniform(2, 4)
    humidity = generator.uniform(35, 60)
    thermometerTimeConstant = generator.uniform(60, 150)
    thermometerError = generator.uniform(-0.05, 0.05)
  }

  init(wideTarget: Double, drawnWith generator: inout SeededGenerator) {
    target = wideTarget
    swing = generator.uniform(0.1, 1)
    warmestHour = generator.uniform(13, 18)
    timeConstant = generator.uniform(600, 2400)
    doorDrop = generator.uniform(0.5, 4)
    humidity = generator.uniform(30, 80)
    thermometerTimeConstant = generator.uniform(60, 400)
    thermometerError = generator.uniform(-0.3, 0.3)
  }

  /// The heated room's target at a second of the day; smooth, without a library cosine.
  func target(second: Int) -> Double {
    var phase = (Double(second) / 3600 - warmestHour) / 24
    phase -= phase.rounded(.down)
    let folded = phase < 0.5 ? phase * 2 : (1 - phase) * 2
    return target + swing * (1 - 2 * folded * folded * (3 - 2 * folded))
  }
}
