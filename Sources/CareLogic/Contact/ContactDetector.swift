import CareModel

/// Decides from a bed's signals whether there is contact, and from when to when.
///
/// A hidden Markov model over what may be going on with the binder, smoothed with a fixed lag.
/// Evidence is weighed by the time it stands for, so that any sampling period gives the same answer.
public struct ContactDetector: Hashable, Codable, Sendable {
  /// What is booked: it no longer changes up to the frontier.
  public private(set) var state: ContactState
  /// What the device has taught about itself; it goes with the device.
  public var calibration: BinderCalibration
  /// What the infant's skin has shown; it stays with the infant.
  public private(set) var skinLevels = SkinLevels()
  /// By how much the signals contradict each other of late, in nats.
  public private(set) var surprise = 0.0
  /// Whether the signals suffice to say anything at all.
  public private(set) var suffices = false

  private(set) var signals = BinderSignals()
  private(set) var smoother: ContactSmoother
  /// What contact means by the signals of the last step.
  private(set) var meaning = ContactMeaning.skinToSkin
  private var lastObserved: Instant?
  /// When a sample came last, and what was known of the bed beside it.
  private var lastSample: Instant?
  /// Whether the clasp was open, if only for a sample, when it was last heard of.
  private var wasOpen = false
  /// What the levels say of whose skin lies on the electrode, since the binder was closed.
  private var signs: OnSkinSigns?
  /// The strap's force at the last step, in newtons.
  private var lastForce: Double?
  private var lastSurroundings = ContactSurroundings(seatedSkin: nil, room: nil)
  private var lastChange: Instant
  private var bookedUpTo: Instant?
  private var heldSince: Instant?
  private var heldIsContact = false
  private var confidenceSeconds = 0.0
  private var weighedSeconds = 0.0

  public init(
    startingAt start: Instant, reason: String, settings: CareSettings,
    calibration: BinderCalibration = BinderCalibration()
  ) {
    state = .unobserved(reason)
    lastChange = start
    self.calibration = calibration
    smoother = ContactSmoother(settings.contact)
  }

  /// Probability of contact now, from all signals until now, 0 to 1.
  public var probability: Double { meaning.contact(in: smoother.live) }

  /// Of what is booked now: its mean probability since it began, 0 to 1.
  public var confidence: Double {
    let mean = weighedSeconds > 0 ? confidenceSeconds / weighedSeconds : 0.5
    return state == .contact ? mean : 1 - mean
  }

  /// What people are shown at once; it may still change.
  public func provisional(settings: CareSettings) -> ContactState {
    guard lastObserved != nil, !smoother.steps.isEmpty || !state.isUnobserved else { return state }
    return meaning.decided(smoother.live, asked: 0, settings) ?? state
  }

  /// The instant up to which what is booked can no longer change.
  public func frontier(at now: Instant) -> Instant {
    smoother.steps.first.map { max(lastChange, $0.from) } ?? lastObserved ?? lastChange
  }

  /// Takes one binder reading; returns whether it is time for a step.
  public mutating func take(_ reading: Reading, at now: Instant, settings: CareSettings) -> Bool {
    signals.take(reading, at: now)
    lastSample = now
    return signals.isDue(at: now, step: settings.contact.step)
  }

  /// Weighs what came since the last step; returns the changes that are final with it, in order.
  public mutating func step(
    _ surroundings: ContactSurroundings, at now: Instant, settings: CareSettings
  ) -> [ContactChange] {
    let model = settings.contact
    lastSurroundings = surroundings
    let step = signals.step(surroundings, calibration, at: now, settings: model)
    let filling = filling(step, model)
    suffices = step.suffices
    meaning = step.meaning
    guard suffices else { return [] }
    let dynamics = SituationDynamics(model)
    var signs = signs(filling)
    let (evidence, conflict, deniesOpenClasp) = SituationEvidence(
      settings: model, calibration: calibration, skinLevels: skinLevels
    ).weigh(step, &signs)
    self.signs = signs
    calibration.followOpenClasp(
      step, isDenied: deniesOpenClasp, doesStrapMove: step.force != lastForce, model)
    surprise += step.seconds / (step.seconds + model.surpriseTime.seconds) * (conflict - surprise)
    smoother.add(
      ContactSmoother.Step(
        from: lastObserved ?? now, at: now, evidence: Self.rounded(evidence),
        meaning: step.meaning,
        isContradictory: surprise > model.surpriseAtMost,
        filling: filling), dynamics)
    wasOpen = step.clasp.map { $0 < 1 } ?? wasOpen
    lastForce = step.force ?? lastForce
    if bookedUpTo == nil { bookedUpTo = now }
    lastObserved = now
    teach(step, settings: model)
    return decide(at: now, isFinal: false, settings: settings, dynamics)
  }

  /// When the binder will count as silent; nil while already unobserved.
  public func silentFrom(_ timeout: TimeLength) -> Instant? {
    if state.isUnobserved, smoother.steps.isEmpty { return nil }
    return (suffices ? lastSample : lastObserved).map { $0 + timeout }
  }

  /// Decides on everything that was observed, with what is known now.
  public mutating func settle(settings: CareSettings) -> [ContactChange] {
    guard let observed = lastObserved else { return [] }
    var changes: [ContactChange] = []
    // Samples since the last step are observed time as well.
    if suffices, let lastSample, lastSample > observed {
      changes = step(lastSurroundings, at: lastSample, settings: settings)
    }
    return changes
      + decide(
        at: lastObserved ?? observed, isFinal: true, settings: settings,
        SituationDynamics(settings.contact))
  }

  /// Books unobserved time from the last observation on, and forgets the dynamics.
  public mutating func lose(reason: String, settings: CareSettings) -> [ContactChange] {
    var changes = settle(settings: settings)
    let from = max(lastChange, lastObserved ?? lastChange)
    let wasObserved = lastObserved != nil
    forgetDynamics(settings)
    calibration.forgetDenial(settings.contact)
    // Time that was unobserved already keeps its reason.
    if !state.isUnobserved || (wasObserved && state != .unobserved(reason)) {
      changes.append(change(to: .unobserved(reason), from: from))
    }
    return changes
  }

  /// Gives unobserved time another reason from now on.
  public mutating func name(reason: String, at now: Instant) -> ContactChange? {
    guard case .unobserved = state, state != .unobserved(reason), smoother.steps.isEmpty else {
      return nil
    }
    return change(to: .unobserved(reason), from: max(lastChange, now))
  }

  /// Goes on with another binder, whose calibration is given, after `lose`.
  public mutating func change(
    to calibration: BinderCalibration, reason: String, settings: CareSettings
  ) {
    self.calibration = calibration
    smoother = ContactSmoother(settings.contact)
    signs = nil
    bookedUpTo = nil
    state = .unobserved(reason)
  }

  /// The binder's inner face while its buckle is closed and contact, or an infant wrapped in it, is
  /// likelier than not; nil when it is not, or the face is not known.
  public func innerFaceWhileHeld(at now: Instant, settings: CareSettings) -> Celsius? {
    // A closed binder that the sun warms says nothing of an infant in its cot.
    let held = max(probability, smoother.live[.contact] + smoother.live[.wrapped])
    guard held >= 0.5 else { return nil }
    return signals.innerFaceWhileClosed(at: now, within: settings.contact.signalFreshFor)
  }

  private mutating func forgetDynamics(_ settings: CareSettings) {
    smoother.restart()
    signals = BinderSignals()
    surprise = 0
    suffices = false
    lastObserved = nil
    lastSample = nil
    bookedUpTo = smoother.lastAt
    heldSince = nil
  }

  /// What was said of the skin so far; nothing of a binder that was closed anew, and nil while the
  /// electrode is off it.
  private func signs(_ filling: BinderFilling) -> OnSkinSigns? {
    if filling == .closed { return OnSkinSigns() }
    let isOff = smoother.live[.contact] + smoother.live[.wornOnSkin] < Self.offAtMost
    return isOff ? nil : signs ?? OnSkinSigns()
  }

  /// What just happened to the binder that may have changed what is in it.
  private func filling(_ step: SignalStep, _ settings: ContactModelSettings) -> BinderFilling {
    guard step.clasp ?? 1 == 1 || step.isClaspDoubted else { return .none }
    if wasOpen, step.clasp == 1 { return .closed }
    guard let force = step.force, let lastForce else { return .none }
    let zero = calibration.forceZero.mean
    let slack = settings.forceZeroSpread.newtons
    let (before, now) = (max(lastForce - zero, slack), max(force - zero, slack))
    if before > settings.slackenedFactor * now { return .slackened }
    // Only an electrode that knows its levels can tell what was put in.
    return now > settings.tightenedFactor * before && calibration.isElectrodeKnown
      ? .tightened : .none
  }

  private mutating func teach(_ step: SignalStep, settings: ContactModelSettings) {
    let belief = smoother.live
    let isContact = step.meaning.contact(in: belief) > 0.5
    if heldSince == nil || isContact != heldIsContact {
      heldSince = step.at
      heldIsContact = isContact
    }
    let isSettled = heldSince.map { step.at - $0 >= settings.learnsAfter } ?? false
    // Signals that contradict each other teach nothing.
    guard surprise <= settings.surpriseAtMost else { return }
    calibration.learn(step, belief: belief, isSettled: isSettled, settings)
    skinLevels.learn(step, belief: belief, isSettled: isSettled, settings)
  }

  private mutating func decide(
    at now: Instant, isFinal: Bool, settings: CareSettings, _ dynamics: SituationDynamics
  ) -> [ContactChange] {
    guard let oldest = smoother.steps.first,
      isFinal || now - oldest.from >= settings.bookingLag
    else { return [] }
    let verdicts = ContactVerdict.of(
      smoother.steps, smoother.smoothed(dynamics, before: bookedUpTo), after: state, at: now,
      isFinal: isFinal, isElectrodeNew: !calibration.isElectrodeKnown, settings: settings)
    var changes: [ContactChange] = []
    for (step, verdict) in zip(smoother.steps, verdicts) {
      apply(verdict, step, into: &changes)
    }
    let last = verdicts.count > 0 ? smoother.steps[verdicts.count - 1].at : nil
    smoother.book(verdicts.count, dynamics, before: bookedUpTo)
    if let last { bookedUpTo = last }
    return changes
  }

  private mutating func apply(
    _ verdict: ContactVerdict, _ step: ContactSmoother.Step, into changes: inout [ContactChange]
  ) {
    if verdict.state != state {
      let isPlain = !verdict.state.isUnobserved && !state.isUnobserved
      let from = isPlain ? Self.middle(step.from, step.at) : step.from
      changes.append(change(to: verdict.state, from: max(lastChange, from)))
    }
    let seconds = max(1, (step.at - step.from).seconds)
    confidenceSeconds += verdict.contact * seconds
    weighedSeconds += seconds
  }

  private mutating func change(to next: ContactState, from: Instant) -> ContactChange {
    let confidence = confidence
    state = next
    lastChange = from
    confidenceSeconds = 0
    weighedSeconds = 0
    return ContactChange(state: next, from: from, confidenceOfEnded: confidence)
  }

  /// Local choice: where it is believed less, what comes back in a step outweighs what was left.
  private static let offAtMost = 0.001

  /// In hundredths, so that a checkpoint holds it exactly and briefly.
  private static func rounded(_ evidence: BySituation) -> BySituation {
    (evidence * 100).rounded(.toNearestOrEven) / 100
  }

  private static func middle(_ early: Instant, _ late: Instant) -> Instant {
    Instant(milliseconds: (early.milliseconds + late.milliseconds) / 2)
  }
}
