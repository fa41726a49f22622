import CareModel

/// What a bed's signals can tell at best, and so what its contact means.
enum ContactMeaning: Int, Codable, Sendable {
  /// An electrode tells skin from cloth.
  case skinToSkin
  /// The infant's own skin tells that it is in the binder, wrapped or not.
  case held
  /// Only that the binder is worn.
  case worn

  /// The probability from which contact is booked: where little is told, more is asked for.
  func decidedFrom(_ settings: CareSettings) -> Double {
    self == .worn ? settings.wornDecidedFrom : settings.contactDecidedFrom
  }

  /// What counts as contact of a belief.
  func contact(in belief: BySituation) -> Double {
    switch self {
    case .skinToSkin: belief[.contact]
    case .held: belief[.contact] + belief[.wrapped]
    case .worn:
      belief[.contact] + belief[.wrapped] + belief[.wornEmpty] + belief[.wornOnSkin]
    }
  }

  /// The same as far as an electrode tells: it does not know on whose skin it lies.
  func contactButForWhoseSkin(in belief: BySituation) -> Double {
    let contact = contact(in: belief)
    return self == .skinToSkin ? contact / max(contact, 1 - belief[.wornOnSkin]) : contact
  }

  /// Evidence between situations that cannot be told apart is no evidence.
  func merged(_ logs: BySituation) -> BySituation {
    var merged = logs
    switch self {
    case .skinToSkin: break
    case .held:
      merged[.contact] = max(logs[.contact], logs[.wrapped])
      merged[.wrapped] = merged[.contact]
      merged[.wornOnSkin] = logs[.wornEmpty]
    case .worn:
      merged[.contact] = max(logs[.contact], logs[.wrapped], logs[.wornEmpty])
      merged[.wrapped] = merged[.contact]
      merged[.wornEmpty] = merged[.contact]
      merged[.wornOnSkin] = merged[.contact]
    }
    return merged
  }
}
