import CareModel
import WireProtocol

/// The measured values of version 1, each in one place; a driver lists those that its kind has.
///
/// What is plausible stands in `Plausibility`, as a trace's values are held to the same bounds.
extension MeasuredField {
  static let clasp = flag(.clasp, \.clasp)

  /// Steps of 1/10000 of full scale.
  static let contact = number(
    .contact, \.contact, signed: false, stepsPerUnit: 10_000,
    plausible: Plausibility.contactFraction)

  /// Steps of 0.01 N.
  static let force = number(
    .force, \.force, signed: false, stepsPerUnit: 100, plausible: Plausibility.forceNewtons)

  /// Steps of 0.1 degree.
  static let tilt = number(
    .tilt, \.tilt, signed: true, stepsPerUnit: 10, plausible: Plausibility.tiltDegrees)

  /// Steps of 0.1 mg.
  static let motion = number(
    .motion, \.motion, signed: false, stepsPerUnit: 10, plausible: Plausibility.motionMilliG)

  static let inner = temperature(.inner, \.inner, plausible: Plausibility.faceDegrees)
  static let outer = temperature(.outer, \.outer, plausible: Plausibility.faceDegrees)

  /// Steps of 0.01 per cent.
  static let humidity = number(
    .humidity, \.humidity, signed: false, stepsPerUnit: 100,
    plausible: Plausibility.humidityPercent)

  /// Steps of 1 mV.
  static let battery = number(
    .battery, \.battery, signed: false, stepsPerUnit: 1,
    plausible: Plausibility.batteryMillivolts)

  /// Steps of 0.01 degrees Celsius; what is plausible depends on where the sensor sits.
  static func temperature(
    _ tag: FieldTag, _ path: WritableKeyPath<Reading, Observed<Celsius>> & Sendable,
    plausible: ClosedRange<Double>
  ) -> MeasuredField {
    number(tag, path, signed: true, stepsPerUnit: 100, plausible: plausible)
  }
}
