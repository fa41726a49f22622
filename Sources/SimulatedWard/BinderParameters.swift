/// The binder's padding: two faces with a capacity each.
public struct BinderParameters: Hashable, Sendable {
  /// In joule a kelvin.
  public var innerCapacity: Double
  public var outerCapacity: Double
  /// In watt a kelvin: infant to inner face when worn, face to face, face to room.
  public var skinConductance: Double
  public var paddingConductance: Double
  public var roomConductance: Double
  /// From an uncovered face to the air, in watt a kelvin; `roomConductance` is that of the outer
  /// face when worn, under whatever the caregiver has over it.
  public var airConductance: Double
  /// Cloth around the infant, and clothing of a caregiver who wears the binder empty: in kelvin a
  /// watt over the whole face, and what the cloth holds, in joule a kelvin.
  public var clothResistance: Double
  public var clothCapacity: Double
  public var clothingResistance: Double
  /// From the caregiver's bare skin to the inner face, in watt a kelvin; an empty binder fits badly.
  public var bareSkinConductance: Double
  /// Strap tension when worn, in newton, and the force sensor's zero error.
  public var strapForce: Double
  public var forceError: Double
  /// Spread of the tension from breath to breath, and its loss when the caregiver sits, 0 to 1.
  public var forceSpread: Double
  public var sittingForceLoss: Double
  /// Tension of a clasped strap around nothing, and shares of the worn tension that remain when the
  /// binder is worn empty and when the strap is loosened.
  public var slackForce: Double
  public var emptyForceShare: Double
  public var loosenedForceShare: Double
  /// The sensor's tilt against its wearer, in degrees.
  public var mountingTilt: Double
  /// Seconds after the buckle until electrode and strap sit; hands are on the binder for as long.
  /// Both ends of a range; nil for the demo's minute of hands and no settling.
  public var settlingSeconds: ClosedRange<Double>?
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
    airConductance = roomConductance
    clothResistance = 0.35 * resistance
    clothCapacity = 90
    clothingResistance = 0.3 * resistance
    bareSkinConductance = 0.8 * skinConductance
    forceSpread = 0.12
    sittingForceLoss = 0
    slackForce = 0.15
    emptyForceShare = 0.5
    loosenedForceShare = 0.15
    mountingTilt = 0
    settlingSeconds = nil
  }
}
