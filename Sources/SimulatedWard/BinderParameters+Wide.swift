extension BinderParameters {
  /// A binder of any make, on an infant and in a room as they are.
  ///
  /// The inner face levels off between 27 and 35 degrees C in contact, the outer one 1 to 8 degrees
  /// below, as far as the room leaves space for it: beside 36 degrees, 31 leave little.
  init(
    wideInfant infant: InfantParameters, room: RoomParameters,
    drawnWith generator: inout SeededGenerator
  ) {
    let skin = infant.setPoint
    let span = max(2, skin - room.target)
    let lowest = max(27, room.target + 0.3 * span)
    let level = generator.uniform(lowest, max(lowest, min(35, skin - 0.08 * span)))
    let above = level - room.target
    let difference = generator.uniform(min(1, 0.2 * above), min(8, 0.85 * above))
    let resistance = generator.uniform(3.5, 9)
    skinConductance = span / ((skin - level) * resistance)
    paddingConductance = span / (difference * resistance)
    roomConductance = span / ((above - difference) * resistance)

    innerCapacity = generator.uniform(80, 200)
    outerCapacity = generator.uniform(60, 200)
    // Whatever the padding, a binder warms through in 3 to 16 min.
    let scale =
      generator.uniform(180, 960)
      / Self.warmingSeconds(
        skin: skinConductance, padding: paddingConductance, room: roomConductance,
        inner: innerCapacity, outer: outerCapacity)
    innerCapacity *= scale
    outerCapacity *= scale
    airConductance = (innerCapacity + outerCapacity) / (2 * generator.uniform(280, 1200))
    clothResistance = generator.uniform(0.12, 0.5) * resistance
    clothCapacity = generator.uniform(0.1, 0.6) * innerCapacity
    clothingResistance = generator.uniform(0.05, 0.6) * resistance
    bareSkinConductance = skinConductance * generator.uniform(0.5, 1)

    strapForce = generator.uniform(1.2, 5)
    forceError = generator.uniform(-0.3, 0.3)
    forceSpread = generator.uniform(0.04, 0.4)
    sittingForceLoss = generator.uniform(-0.1, 0.3)
    slackForce = generator.uniform(0, 0.5)
    emptyForceShare = generator.uniform(0.15, 0.75)
    loosenedForceShare = generator.uniform(0.05, 0.35)
    mountingTilt = generator.uniform(-15, 15)
    settlingSeconds = 10...60
    chairTilt = generator.uniform(20, 110)
    restTilt = generator.uniform(-8, 40)
    innerError = generator.uniform(-0.3, 0.3)
    outerError = generator.uniform(-0.3, 0.3)
  }

  /// The slower time constant of two faces between skin and room, in seconds.
  private static func warmingSeconds(
    skin: Double, padding: Double, room: Double, inner: Double, outer: Double
  ) -> Double {
    let ofInner = (skin + padding) / inner
    let ofOuter = (padding + room) / outer
    let difference = ofInner - ofOuter
    let coupling = 4 * padding * padding / (inner * outer)
    return 2 / (ofInner + ofOuter - (difference * difference + coupling).squareRoot())
  }
}
