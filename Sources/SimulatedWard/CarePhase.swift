/// What happens with one infant and its binder from one time to another.
public struct CarePhase: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Skin to skin, binder clasped.
    case contact
    /// Minutes off the chest within a session: a diaper change, a visit to the bathroom.
    case pause
    /// In the clasped binder on the chest, but in cloth: no skin touches skin.
    case wrapped
    /// The caregiver wears the clasped binder, the infant is in the cot.
    case wornEmpty(EmptyWear)
    case cot(BinderPlace)
    /// The infant lies in a warm incubator.
    case incubator(BinderPlace)
  }

  public var interval: TruthInterval
  public var kind: Kind

  public init(_ kind: Kind, _ interval: TruthInterval) {
    self.kind = kind
    self.interval = interval
  }
}

extension CarePhase.Kind {
  /// On the caregiver's chest with the infant in it, skin to skin or not.
  public var isWornByDyad: Bool { self == .contact || self == .wrapped }

  public var isWornEmpty: Bool {
    if case .wornEmpty = self { true } else { false }
  }

  /// Whether the buckle is closed; a switch that fails says otherwise.
  public var isClasped: Bool {
    switch self {
    case .contact, .wrapped, .wornEmpty: true
    case .pause: false
    case .cot(let place), .incubator(let place): place.isClasped
    }
  }

  /// Off the caregiver altogether; nil while it is worn or, in a pause, about to be.
  public var place: BinderPlace? {
    switch self {
    case .cot(let place), .incubator(let place): place
    case .contact, .pause, .wrapped, .wornEmpty: nil
    }
  }

  /// In the words of the ward, as in "skin to skin".
  public var words: String {
    switch self {
    case .contact: "skin to skin"
    case .pause: "pause, infant off the chest"
    case .wrapped: "in the binder, but wrapped"
    case .wornEmpty(.overClothing): "binder worn empty over clothing"
    case .wornEmpty(.onBareSkin): "binder worn empty on bare skin"
    case .wornEmpty(.tightOnBareSkin): "binder worn empty tight on bare skin"
    case .cot(let place): "in the cot, \(place.words)"
    case .incubator(let place): "in an incubator, \(place.words)"
    }
  }
}
