import CareModel

/// How situations follow upon each other: a Markov chain in continuous time.
struct SituationDynamics: Sendable {
  private let lastsSeconds: BySituation
  private let closingPace: Double
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
    closingPace = settings.closingPace
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

  /// What is believed `seconds` later; when a clasp is closed, situations change so much faster.
  func forward(_ belief: BySituation, seconds: Double, isClosing: Bool) -> BySituation {
    let leaving = belief * leavingShare(seconds * (isClosing ? closingPace : 1))
    let spread = leaving * perOthers
    return belief - leaving + share * (BySituation(repeating: spread.sum()) - spread)
  }

  /// The adjoint of `forward`: what later evidence says of `seconds` earlier.
  func backward(_ likelihood: BySituation, seconds: Double, isClosing: Bool) -> BySituation {
    let leaving = leavingShare(seconds * (isClosing ? closingPace : 1))
    let following = share * likelihood
    let others = (BySituation(repeating: following.sum()) - following) * perOthers
    return likelihood * (1 - leaving) + leaving * others
  }

  /// The part of each situation that has ended after `seconds`, to first order; of a long gap half at most.
  private func leavingShare(_ seconds: Double) -> BySituation {
    let elapsed = pointwiseMin(BySituation(repeating: max(0, seconds)), lastsSeconds)
    return elapsed / (elapsed + lastsSeconds)
  }
}
