/// What is going on with a binder: the hidden states of the contact filter.
public enum BinderSituation: Int, Codable, Sendable, CaseIterable {
  /// The infant is skin to skin on the caregiver's chest.
  case contact
  /// The infant is in the binder, and cloth lies between.
  case wrapped
  /// Somebody wears the binder without the infant.
  case wornEmpty
  /// The binder is closed and lies or hangs about.
  case lying
  /// The binder lies where something else warms it: an incubator, the sun, a heater.
  case warmed
  /// The binder is open.
  case open
  /// Somebody wears the binder without the infant, and the electrode lies on bare skin.
  case wornOnSkin
}

/// One number for each situation; one lane stays zero.
public typealias BySituation = SIMD8<Double>

extension BySituation {
  subscript(_ situation: BinderSituation) -> Double {
    get { self[situation.rawValue] }
    set { self[situation.rawValue] = newValue }
  }

  init(
    contact: Double, wrapped: Double, wornEmpty: Double, wornOnSkin: Double, lying: Double,
    warmed: Double, open: Double
  ) {
    self.init(contact, wrapped, wornEmpty, lying, warmed, open, wornOnSkin, 0)
  }

  /// The lanes that situations have.
  static var lanes: Range<Int> { 0..<7 }

  /// The same for every situation.
  static func all(_ value: Double) -> BySituation {
    BySituation(value, value, value, value, value, value, value, 0)
  }

  var largest: Double {
    Swift.max(Swift.max(self[0], self[1], self[2]), self[3], self[4], self[5], self[6])
  }

  /// Of the situations in which somebody wears the binder.
  var largestWorn: Double {
    Swift.max(self[.contact], self[.wrapped], self[.wornEmpty], self[.wornOnSkin])
  }

  /// Scaled so that the situations add up to one.
  var normalised: BySituation { self / sum() }
}
