import CareModel

/// How situations follow upon each other: a Markov chain in continuous time.
struct SituationDynamics: Sendable {
  private let lastsSeconds: BySituation
  private let share: BySituation
  /// For each situation what follows when it ends; its own lane is zero.
  private let next: [BySituation]

  init(_ settings: ContactModelSettings) {
    let share = BySituation(
      contact: settings.contactShare, wrapped: settings.wrappedShare,
      wornEmpty: settings.wornEmptyShare, lying: settings.lyingShare,
      warmed: settings.warmedShare, open: settings.openShare
    ).normalised
    var lasts = BySituation(repeating: 1)
    lasts[.contact] = settings.contactLasts.seconds
    lasts[.wrapped] = settings.wrappedLasts.seconds
    lasts[.wornEmpty] = settings.wornEmptyLasts.seconds
    lasts[.lying] = settings.lyingLasts.seconds
    lasts[.warmed] = settings.warmedLasts.seconds
    lasts[.open] = settings.openLasts.seconds
    self.share = share
    lastsSeconds = lasts
    next = BinderSituation.allCases.map { ended in
      var follows = share
      follows[ended] = 0
      return follows.normalised
    }
  }

  /// What is believed before anything was seen.
  var prior: BySituation { share }

  /// What is believed `seconds` later.
  func forward(_ belief: BySituation, seconds: Double) -> BySituation {
    let leaving = belief * leavingShare(seconds)
    var later = belief - leaving
    for (lane, follows) in next.enumerated() { later += follows * leaving[lane] }
    return later
  }

  /// The adjoint of `forward`: what later evidence says of `seconds` earlier.
  func backward(_ likelihood: BySituation, seconds: Double) -> BySituation {
    let leaving = leavingShare(seconds)
    var earlier = likelihood * (1 - leaving)
    for (lane, follows) in next.enumerated() {
      earlier[lane] += leaving[lane] * (follows * likelihood).sum()
    }
    return earlier
  }

  /// The part of each situation that has ended after `seconds`, to first order; of a long gap half at most.
  private func leavingShare(_ seconds: Double) -> BySituation {
    let elapsed = pointwiseMin(BySituation(repeating: max(0, seconds)), lastsSeconds)
    return elapsed / (elapsed + lastsSeconds)
  }
}
