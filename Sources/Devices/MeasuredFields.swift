import CareModel
import WireProtocol

/// The measured values of version 1, each in one place; a driver lists those that its kind has.
extension MeasuredField {
  static let clasp = flag(.clasp, \.clasp)

  /// Steps of 1/10000 of full scale; source of the bounds: the protocol's own range.
  static let contact = number(
    .contact, \.contact, signed: false, stepsPerUnit: 10_000, plausible: 0...1)

  /// Steps of 0.01 N; every number that fits is taken, as a strap can be pulled hard.
  static let force = number(
    .force, \.force, signed: false, stepsPerUnit: 100, plausible: 0...655.35)

  /// Steps of 0.1 degree; source of the bounds: the protocol's own range, a full turn.
  static let tilt = number(
    .tilt, \.tilt, signed: true, stepsPerUnit: 10, plausible: -180...180)

  /// Steps of 0.1 mg; every number that fits is taken, as a knock can be hard.
  static let motion = number(
    .motion, \.motion, signed: false, stepsPerUnit: 10, plausible: 0...6553.5)

  static let inner = temperature(.inner, \.inner, plausible: faceDegrees)
  static let outer = temperature(.outer, \.outer, plausible: faceDegrees)

  /// Steps of 0.01 per cent; source of the bounds: humidity of air has no others.
  static let humidity = number(
    .humidity, \.humidity, signed: false, stepsPerUnit: 100, plausible: 0...100)

  /// Steps of 1 mV, 500 to 5000 mV.
  ///
  /// Local choice, because no board runs below half a volt, and one cell or USB gives 5 V at most.
  static let battery = number(
    .battery, \.battery, signed: false, stepsPerUnit: 1, plausible: 500...5000)

  /// Steps of 0.01 degrees Celsius; what is plausible depends on where the sensor sits.
  static func temperature(
    _ tag: FieldTag, _ path: WritableKeyPath<Reading, Observed<Celsius>> & Sendable,
    plausible: ClosedRange<Double>
  ) -> MeasuredField {
    number(tag, path, signed: true, stepsPerUnit: 100, plausible: plausible)
  }

  /// A binder's faces, -30 to 60 degrees Celsius.
  ///
  /// Local choice, because a binder left outdoors or on a heater can be that cold or hot.
  private static let faceDegrees = -30.0...60.0
}
