import CareModel
import Glibc

/// A fixed-lag smoother over the situations of one binder.
///
/// It keeps the belief at a frontier and the evidence since; each new step is weighed forward, and
/// backward again over the window, so that a boundary falls where all evidence puts it.
struct ContactSmoother: Hashable, Codable, Sendable {
  struct Step: Hashable, Sendable {
    /// The step covers the time from one sample to another.
    var from: Instant
    var at: Instant
    /// Log-likelihoods, in whole hundredths.
    let evidence: BySituation
    /// The same as likelihoods, the best at one.
    let likelihood: BySituation
    var meaning: ContactMeaning
    /// No situation explains the signals of late.
    var isContradictory: Bool
    /// Whether something may have been put in.
    var filling: BinderFilling

    init(
      from: Instant, at: Instant, evidence: BySituation, meaning: ContactMeaning,
      isContradictory: Bool, filling: BinderFilling
    ) {
      self.from = from
      self.at = at
      self.evidence = evidence
      self.meaning = meaning
      self.isContradictory = isContradictory
      self.filling = filling
      var likelihood = BySituation(repeating: 0)
      let best = evidence.largest
      for lane in BySituation.lanes { likelihood[lane] = exp(evidence[lane] - best) }
      self.likelihood = likelihood
    }
  }

  /// The belief at the end of the last step that was booked.
  private(set) var frontier: BySituation
  /// The belief now, from all that came until now.
  private(set) var live: BySituation
  private(set) var steps: [Step] = []
  private(set) var lastAt: Instant?

  init(_ settings: ContactModelSettings) {
    frontier = SituationDynamics(settings).prior
    live = frontier
  }

  /// Goes on after a gap: what was believed still counts, as far as the gap lets it.
  mutating func restart() {
    frontier = live
    steps = []
  }

  mutating func add(_ step: Step, _ dynamics: SituationDynamics) {
    let elapsed = lastAt.map { (step.at - $0).seconds } ?? 0
    live = Self.updated(live, elapsed: elapsed, step, dynamics)
    lastAt = step.at
    steps.append(step)
  }

  /// The belief at each step of the window, given all of it.
  func smoothed(_ dynamics: SituationDynamics, before first: Instant?) -> [BySituation] {
    guard !steps.isEmpty else { return [] }
    var beliefs: [BySituation] = []
    beliefs.reserveCapacity(steps.count)
    var belief = frontier
    var previous = first
    for step in steps {
      let elapsed = previous.map { (step.at - $0).seconds } ?? 0
      belief = Self.updated(belief, elapsed: elapsed, step, dynamics)
      beliefs.append(belief)
      previous = step.at
    }
    var later = BySituation.all(1)
    for index in stride(from: steps.count - 2, through: 0, by: -1) {
      let next = steps[index + 1]
      later =
        dynamics.backward(
          later * next.likelihood, seconds: (next.at - steps[index].at).seconds,
          next.filling
        ).normalised
      beliefs[index] = (beliefs[index] * later).normalised
    }
    return beliefs
  }

  /// Moves the frontier over the first `count` steps.
  mutating func book(_ count: Int, _ dynamics: SituationDynamics, before first: Instant?) {
    var previous = first
    for step in steps.prefix(count) {
      let elapsed = previous.map { (step.at - $0).seconds } ?? 0
      frontier = Self.updated(frontier, elapsed: elapsed, step, dynamics)
      previous = step.at
    }
    steps.removeFirst(count)
  }

  private static func updated(
    _ belief: BySituation, elapsed: Double, _ step: Step, _ dynamics: SituationDynamics
  ) -> BySituation {
    (dynamics.forward(belief, seconds: elapsed, step.filling) * step.likelihood)
      .normalised
  }
}
