/// One of the two sides of a binder.
public enum BinderFace: Hashable, Sendable, CaseIterable {
  /// The side towards the infant.
  case inner
  /// The side towards the room.
  case outer
}

/// Where the binder is while nobody wears it.
public enum BinderPlace: Hashable, Sendable {
  /// Open, loosely under the infant, faintly warmed by it.
  case openUnderInfant
  /// Open, put away.
  case putAway
  /// Its buckle closed, on a chair: looks worn to whoever asks the buckle alone.
  case claspedOnChair
  /// Its buckle closed, on a bed or a shelf.
  case claspedLyingAbout
  /// Over somebody's arm on the way through the ward.
  case carried(isClasped: Bool)
  /// In the warm incubator in which the infant lies.
  case inIncubator(isClasped: Bool)
  /// In the sun, which clouds dim, with one face up.
  case inSun(facing: BinderFace, isClasped: Bool)
  /// One face down on a radiator or a warm mattress.
  case onHeater(facing: BinderFace, isClasped: Bool)

  public var isClasped: Bool {
    switch self {
    case .openUnderInfant, .putAway: false
    case .claspedOnChair, .claspedLyingAbout: true
    case .carried(let isClasped), .inIncubator(let isClasped), .inSun(_, let isClasped),
      .onHeater(_, let isClasped):
      isClasped
    }
  }

  /// In the words of the ward, as in "binder clasped on a chair".
  public var words: String {
    switch self {
    case .openUnderInfant: "binder open under the infant"
    case .putAway: "binder open, put away"
    case .claspedOnChair: "binder clasped on a chair"
    case .claspedLyingAbout: "binder clasped, lying about"
    case .carried(let isClasped): "binder carried, \(Self.buckle(isClasped))"
    case .inIncubator(let isClasped): "binder in the incubator, \(Self.buckle(isClasped))"
    case .inSun(let face, let isClasped):
      "binder in the sun, \(face) face up, \(Self.buckle(isClasped))"
    case .onHeater(let face, let isClasped):
      "binder on a heater, \(face) face down, \(Self.buckle(isClasped))"
    }
  }

  private static func buckle(_ isClasped: Bool) -> String { isClasped ? "clasped" : "open" }
}
