/// What the binder's two faces exchange heat with while nothing changes.
///
/// Conductances in watt a kelvin, temperatures in degrees C.
struct BinderHeat: Hashable, Sendable {
  /// To a body at the inner face: the infant's skin, unless a temperature is given.
  var bodyConductance = 0.0
  var bodyTemperature: Double?
  var innerAirConductance: Double
  var outerAirConductance: Double
  /// Nil for the room's air.
  var innerAir: Double?
  var outerAir: Double?
  /// Added to the inner face's capacity, in joule a kelvin.
  var clothCapacity = 0.0
  var litFace: BinderFace?
  var heatedFace: BinderFace?

  /// Worn: one face on a body, the other under what the caregiver has over it.
  init(worn binder: BinderParameters, bodyConductance: Double, bodyTemperature: Double? = nil) {
    self.bodyConductance = bodyConductance
    self.bodyTemperature = bodyTemperature
    innerAirConductance = 0
    outerAirConductance = binder.roomConductance
  }

  /// Off the body, both faces in the room's air.
  init(uncovered binder: BinderParameters) {
    innerAirConductance = binder.airConductance
    outerAirConductance = binder.airConductance
  }

  init(_ kind: CarePhase.Kind, parameters: BedParameters) {
    let binder = parameters.binder
    switch kind {
    case .contact: self.init(worn: binder, bodyConductance: binder.skinConductance)
    case .wrapped:
      self.init(
        worn: binder,
        bodyConductance: Self.through(binder.clothResistance, binder.skinConductance))
      clothCapacity = binder.clothCapacity
    case .wornEmpty(let wear):
      self.init(
        worn: binder,
        bodyConductance: wear == .overClothing
          ? Self.through(binder.clothingResistance, binder.bareSkinConductance)
          : binder.bareSkinConductance,
        bodyTemperature: parameters.infant.caregiverSkin)
    case .pause: self.init(.openUnderInfant, parameters: parameters)
    case .cot(let place), .incubator(let place): self.init(place, parameters: parameters)
    }
  }

  private init(_ place: BinderPlace, parameters: BedParameters) {
    self.init(uncovered: parameters.binder)
    switch place {
    case .openUnderInfant:
      // Wrapping and bedding lie between; the face still sees some of the infant's warmth.
      bodyConductance = 0.12 * parameters.binder.skinConductance
    case .putAway, .claspedOnChair, .claspedLyingAbout, .carried: break
    case .inIncubator:
      innerAir = parameters.warmth.incubatorAir
      outerAir = parameters.warmth.incubatorAir + parameters.warmth.incubatorGradient
    case .inSun(let face, _): litFace = face
    case .onHeater(let face, _):
      heatedFace = face
      if face == .inner { innerAirConductance *= 0.1 } else { outerAirConductance *= 0.1 }
    }
  }

  private static func through(_ resistance: Double, _ conductance: Double) -> Double {
    1 / (resistance + 1 / conductance)
  }
}
