import CareLogic

extension BinderSituation {
  /// In one word or two, for lists.
  public var shortName: String {
    switch self {
    case .contact: "contact"
    case .wrapped: "wrapped"
    case .wornEmpty: "worn empty"
    case .wornOnSkin: "worn empty on skin"
    case .lying: "lying about"
    case .warmed: "warmed from outside"
    case .open: "open"
    }
  }

  /// In the words of the ward.
  var longName: String {
    switch self {
    case .contact: "in contact"
    case .wrapped: "wrapped in cloth"
    case .wornEmpty: "worn without the infant"
    case .wornOnSkin: "worn without the infant, on bare skin"
    case .lying: "closed and lying about"
    case .warmed: "warmed from outside"
    case .open: "open"
    }
  }
}

extension SignalKind {
  /// As people call what is measured.
  var name: String {
    switch self {
    case .clasp: "the buckle"
    case .electrode: "the electrode"
    case .force: "the strap force"
    case .motion: "the movement"
    case .tilt: "the tilt"
    case .flow: "the outer face"
    case .warmth: "the inner face"
    case .skin: "the chest skin"
    }
  }
}

extension ContactExplanation {
  /// Probability of what counts as contact, 0 to 1; means nothing where nothing was weighed.
  public var probability: Double { counted.reduce(0) { $0 + (beliefs[$1] ?? 0) } }
}
