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
    return self == .skinToSkin
      ? contact / max(contact, 1 - belief[.wornOnSkin], .leastNormalMagnitude) : contact
  }

  /// The side that a belief decides for; nil where it leaves it open.
  ///
  /// Two questions, each decided by itself: whether the electrode is on skin, and on whose. `asked` is
  /// what is asked for at least between skin and cloth.
  func decided(_ belief: BySituation, asked: Double, _ settings: CareSettings) -> ContactState? {
    let onSkin = contactButForWhoseSkin(in: belief)
    let from = decidedFrom(settings)
    if onSkin >= max(asked, from), onInfant(belief) >= from { return .contact }
    let against = max(belief[.wrapped] > 0.5 ? asked : 0, settings.contactDecidedFrom)
    let isOff = onSkin <= 1 - against
    return isOff || contact(in: belief) <= 1 - settings.onSkinDecidedFrom ? .noContact : nil
  }

  /// The side that is likelier.
  func likelier(_ belief: BySituation) -> ContactState {
    contactButForWhoseSkin(in: belief) >= 0.5 && onInfant(belief) >= 0.5 ? .contact : .noContact
  }

  /// That skin on the electrode is the infant's.
  private func onInfant(_ belief: BySituation) -> Double {
    let contact = contact(in: belief)
    guard self == .skinToSkin else { return 1 }
    return contact / max(contact + belief[.wornOnSkin], .leastNormalMagnitude)
  }

  /// Evidence between situations that cannot be told apart is no evidence.
  func merged(_ logs: BySituation) -> BySituation {
    var merged = logs
    switch self {
    case .skinToSkin: break
    case .held:
      merged[.contact] = max(logs[.contact], logs[.wrapped])
      merged[.wrapped] = merged[.contact]
    case .worn:
      merged[.contact] = max(logs[.contact], logs[.wrapped], logs[.wornEmpty])
      merged[.wrapped] = merged[.contact]
      merged[.wornEmpty] = merged[.contact]
    }
    return merged
  }
}
