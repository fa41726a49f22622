import CareModel

/// How situations follow upon each other: a Markov chain in continuous time.
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
        wornEmpty: settings.wornEmptyShare, lying: settings.lyingShare,
        warmed: settings.warmedShare, open: settings.openShare
      ).normalised
    perOthers = 1 / (1 - share)
    let pace = settings.closingPace
    closedPace = BySituation(repeating: pace)
    // An empty binder is filled, and a full one emptied.
    tightenedPace = BySituation(
      contact: 1, wrapped: 1, wornEmpty: pace, lying: 1, warmed: 1, open: 1)
    slackenedPace = BySituation(
      contact: pace, wrapped: pace, wornEmpty: 1, lying: 1, warmed: 1, open: 1)
    var lasts = BySituation(repeating: 1)
    lasts[.contact] = settings.contactLasts.seconds
    lasts[.wrapped] = settings.wrappedLasts.seconds
    lasts[.wornEmpty] = settings.wornEmptyLasts.seconds
    lasts[.lying] = settings.lyingLasts.seconds
    lasts[.warmed] = settings.warmedLasts.seconds
    lasts[.open] = settings.openLasts.seconds
    lastsSeconds = lasts
  }

  /// What is believed before anything was seen.
  var prior: BySituation { share }

  /// What is believed `seconds` later; when a binder is filled, situations change so much faster.
  func forward(_ belief: BySituation, seconds: Double, _ filling: BinderFilling) -> BySituation {
    let leaving = belief * leavingShare(seconds, filling)
    let spread = leaving * perOthers
    return belief - leaving + share * (BySituation(repeating: spread.sum()) - spread)
  }

  /// The adjoint of `forward`: what later evidence says of `seconds` earlier.
  func backward(
    _ likelihood: BySituation, seconds: Double, _ filling: BinderFilling
  ) -> BySituation {
    let leaving = leavingShare(seconds, filling)
    let following = share * likelihood
    let others = (BySituation(repeating: following.sum()) - following) * perOthers
    return likelihood * (1 - leaving) + leaving * others
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
    return elapsed / (elapsed + lastsSeconds)
  }
}
