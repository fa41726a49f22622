/// What a sensor can truly read; beyond it a value is a fault of the sensor or the line.
public enum Plausibility {
  /// Local choice, because a probe in snow or a fever lies well within, and 85 or -127 are chips' errors.
  public static let skinDegrees = 5.0...45.0
  /// Local choice, because no ward is colder than a winter night outdoors or hotter than an oven.
  public static let airDegrees = -30.0...60.0
  /// Local choice, because a binder left outdoors or on a heater can be that cold or hot.
  public static let faceDegrees = -30.0...60.0
  /// The electrode's full scale.
  public static let contactFraction = 0.0...1.0
  /// What the protocol can carry: a strap can be pulled hard.
  public static let forceNewtons = 0.0...655.35
  /// A full turn.
  public static let tiltDegrees = -180.0...180.0
  /// What the protocol can carry: a knock can be hard.
  public static let motionMilliG = 0.0...6553.5
  /// Humidity of air has no others.
  public static let humidityPercent = 0.0...100.0
  /// Local choice, because no board runs below half a volt, and one cell or USB gives 5 V at most.
  public static let batteryMillivolts = 500.0...5000.0
}

extension Reading {
  /// The reading with every value that cannot be marked as such; `temperature` is where it sits.
  public func checked(temperatureDegrees: ClosedRange<Double>) -> Reading {
    var reading = self
    reading.contact.check(Plausibility.contactFraction)
    reading.force.check(Plausibility.forceNewtons)
    reading.tilt.check(Plausibility.tiltDegrees)
    reading.motion.check(Plausibility.motionMilliG)
    reading.inner.check(Plausibility.faceDegrees)
    reading.outer.check(Plausibility.faceDegrees)
    reading.temperature.check(temperatureDegrees)
    reading.humidity.check(Plausibility.humidityPercent)
    reading.battery.check(Plausibility.batteryMillivolts)
    return reading
  }
}

extension Observed where Value: Quantity {
  @inlinable mutating func check(_ range: ClosedRange<Double>) {
    if case .value(let value) = self, !range.contains(value.number) {
      self = .invalid(.implausible)
    }
  }
}
