import CareModel

/// How situations follow upon each other: a Markov chain in continuous time.
///
/// An infant does not slip into a closed binder that is worn on bare skin, nor out of it: the two turn
/// into each other only when somebody opens it, and then what is inside is drawn anew.
struct SituationDynamics: Sendable {
  private let lastsSeconds: BySituation
  /// How much faster each situation ends when something happens to what is in the binder.
  private let closedPace: BySituation
  private let tightenedPace: BySituation
  private let slackenedPace: BySituation
  private let share: BySituation
  /// One over the share of all other situations: what ends is followed by another.
  private let perOthers: BySituation

  init(_ settings: ContactModelSettings) {
    share =
      BySituation(
        contact: settings.contactShare, wrapped: settings.wrappedShare,
        wornEmpty: settings.wornEmptyShare, wornOnSkin: settings.wornOnSkinShare,
        lying: settings.lyingShare, warmed: settings.warmedShare, open: settings.openShare
      ).normalised
    perOthers = 1 / (1 - share)
    let pace = settings.closingPace
    closedPace = BySituation(repeating: pace)
    // An empty binder is filled, and a full one emptied.
    tightenedPace = BySituation(
      contact: 1, wrapped: 1, wornEmpty: pace, wornOnSkin: 1, lying: 1, warmed: 1, open: 1)
    slackenedPace = BySituation(
      contact: pace, wrapped: pace, wornEmpty: 1, wornOnSkin: pace, lying: 1, warmed: 1, open: 1)
    var lasts = BySituation(repeating: 1)
    lasts[.contact] = settings.contactLasts.seconds
    lasts[.wrapped] = settings.wrappedLasts.seconds
    lasts[.wornEmpty] = settings.wornEmptyLasts.seconds
    lasts[.lying] = settings.lyingLasts.seconds
    lasts[.warmed] = settings.warmedLasts.seconds
    lasts[.open] = settings.openLasts.seconds
    lastsSeconds = lasts
  }

  /// How much sooner an empty binder on bare skin ends: so both are left for all the others equally
  /// soon, and in a long session nothing but evidence shifts belief from one to the other.
  private var onSkinPace: Double {
    (1 - share[.wornOnSkin] * perOthers[.contact]) / (1 - share[.contact] * perOthers[.wornOnSkin])
  }

  /// Of contact and of an empty binder on bare skin together, the share of contact.
  private var contactOfBoth: Double {
    share[.contact] / (share[.contact] + share[.wornOnSkin])
  }

  /// What is believed before anything was seen.
  var prior: BySituation { share }

  /// What is believed `seconds` later; when a binder is filled, situations change so much faster.
  func forward(_ belief: BySituation, seconds: Double, _ filling: BinderFilling) -> BySituation {
    let leaving = belief * leavingShare(seconds, filling)
    let spread = leaving * perOthers
    var next = belief - leaving + share * (BySituation(repeating: spread.sum()) - spread)
    if filling == .closed {
      let both = next[.contact] + next[.wornOnSkin]
      next[.contact] = both * contactOfBoth
      next[.wornOnSkin] = both * (1 - contactOfBoth)
    } else {
      let moved =
        spread[.wornOnSkin] * share[.contact] - spread[.contact] * share[.wornOnSkin]
      next[.contact] -= moved
      next[.wornOnSkin] += moved
    }
    return next
  }

  /// The adjoint of `forward`: what later evidence says of `seconds` earlier.
  func backward(
    _ likelihood: BySituation, seconds: Double, _ filling: BinderFilling
  ) -> BySituation {
    let leaving = leavingShare(seconds, filling)
    var likelihood = likelihood
    if filling == .closed {
      let both =
        contactOfBoth * likelihood[.contact] + (1 - contactOfBoth) * likelihood[.wornOnSkin]
      likelihood[.contact] = both
      likelihood[.wornOnSkin] = both
    }
    let following = share * likelihood
    let others = (BySituation(repeating: following.sum()) - following) * perOthers
    var earlier = likelihood * (1 - leaving) + leaving * others
    if filling != .closed {
      let gain = likelihood[.contact] - likelihood[.wornOnSkin]
      let spread = leaving * perOthers
      earlier[.contact] += spread[.contact] * share[.wornOnSkin] * gain
      earlier[.wornOnSkin] -= spread[.wornOnSkin] * share[.contact] * gain
    }
    return earlier
  }

  /// The part of each situation that has ended after `seconds`, to first order; of a long gap half at most.
  private func leavingShare(_ seconds: Double, _ filling: BinderFilling) -> BySituation {
    var paced = BySituation(repeating: max(0, seconds))
    switch filling {
    case .none: break
    case .closed: paced *= closedPace
    case .tightened: paced *= tightenedPace
    case .slackened: paced *= slackenedPace
    }
    let elapsed = pointwiseMin(paced, lastsSeconds)
    var leaving = elapsed / (elapsed + lastsSeconds)
    // It has no length and no pace of its own, whatever stands in its lanes above.
    leaving[.wornOnSkin] = min(0.9, onSkinPace * leaving[.contact])
    return leaving
  }
}
