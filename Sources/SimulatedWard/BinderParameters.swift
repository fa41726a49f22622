/// The binder's padding: two faces with a capacity each.
public struct BinderParameters: Hashable, Sendable {
  /// In joule a kelvin.
  public var innerCapacity: Double
  public var outerCapacity: Double
  /// In watt a kelvin: infant to inner face when worn, face to face, face to room.
  public var skinConductance: Double
  public var paddingConductance: Double
  public var roomConductance: Double
  /// Strap tension when worn, in newton, and the force sensor's zero error.
  public var strapForce: Double
  public var forceError: Double
  /// How the binder lies when nobody wears it, in degrees of tilt: on the chair and put away.
  public var chairTilt: Double
  public var restTilt: Double
  /// Own errors of the two temperature sensors, in degrees.
  public var innerError: Double
  public var outerError: Double

  init(drawnWith generator: inout SeededGenerator) {
    let resistance = generator.uniform(5, 7)
    let innerShare = generator.uniform(0.13, 0.27)
    let outerShare = generator.uniform(0.52, 0.7)
    innerCapacity = generator.uniform(150, 260)
    outerCapacity = generator.uniform(100, 180)
    skinConductance = 1 / (innerShare * resistance)
    paddingConductance = 1 / ((outerShare - innerShare) * resistance)
    roomConductance = 1 / ((1 - outerShare) * resistance)
    strapForce = generator.uniform(2.4, 4.8)
    forceError = generator.uniform(0, 0.12)
    chairTilt = generator.uniform(62, 95)
    restTilt = generator.uniform(0, 12)
    innerError = generator.uniform(-0.1, 0.1)
    outerError = generator.uniform(-0.1, 0.1)
  }
}
