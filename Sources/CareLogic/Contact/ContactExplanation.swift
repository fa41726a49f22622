import CareModel

/// Why the contact filter believes what it believes: each signal's reading and what it speaks for.
public struct ContactExplanation: Sendable {
  /// What one signal says.
  public struct Signal: Sendable {
    public var kind: SignalKind
    /// In the signal's own unit; a flow or warmth as a share of the way from the room to the body.
    public var value: Double
    /// How much likelier the signal makes contact than all else together, each as often as it is.
    ///
    /// In nats; what these signals cannot tell from contact counts as contact.
    public var weight: Double
    /// Log-likelihoods by situation, the best at zero.
    public var logs: [BinderSituation: Double]
  }

  /// The probability of each situation from all signals until now.
  public var beliefs: [BinderSituation: Double]
  /// The situations that count as contact, because these signals cannot tell them apart.
  public var counted: Set<BinderSituation>
  /// When evidence was last weighed; nil while nothing is known, and the beliefs mean nothing.
  public var weighedAt: Instant?
  public var signals: [Signal]
  public var innerFace: Celsius?
  public var outerFace: Celsius?
  /// Of the inner face, in degrees a minute.
  public var innerDegreesPerMinute: Double?
  public var isClaspClosed: Bool?
  /// Of a probe that counts as seated.
  public var skin: Celsius?
  public var room: Celsius?
  /// How much the signals contradict each other of late, in nats.
  public var surprise: Double
  /// Beyond this surprise no situation explains the signals, in nats.
  public var surpriseAtMost: Double
  /// What is booked, and up to when.
  public var booked: ContactState
  public var bookedUpTo: Instant
  /// What was learnt of the electrode off and on skin; nil before anything was.
  public var electrodeOff: ElectrodeLevel?
  public var electrodeOn: ElectrodeLevel?
  /// What the filter reckons with, learnt or not yet.
  public var electrodeOffReckoned: ElectrodeLevel
  public var electrodeOnReckoned: ElectrodeLevel
  /// What was learnt of the other signals; nil before anything was.
  public var forceAtRest: Newtons?
  public var motionAtRest: MilliG?
  /// Where a worn inner face levels off in the room as it is.
  public var innerFaceWorn: Celsius?
}

extension ContactDetector {
  /// The evidence of the last step, as far as it is still fresh at `now`.
  public func explanation(
    _ surroundings: ContactSurroundings, at now: Instant, settings: CareSettings
  ) -> ContactExplanation {
    let step = signals.reading(
      surroundings, calibration, at: now, seconds: settings.contact.step.seconds,
      settings: settings.contact)
    let evidence = SituationEvidence(
      settings: settings.contact, calibration: calibration, skinLevels: skinLevels)
    let model = settings.contact
    let meaning = smoother.steps.last?.meaning ?? step.meaning
    let shares = SituationDynamics(model).prior
    var heard: [ContactExplanation.Signal] = []
    evidence.forEachSignal(step) { kind, logs, _ in
      guard let value = step.value(of: kind) else { return }
      heard.append(
        ContactExplanation.Signal(
          kind: kind, value: value, weight: meaning.weight(of: logs, shares),
          logs: Dictionary(
            uniqueKeysWithValues: BinderSituation.allCases.map { ($0, logs[$0]) })))
    }
    let live = smoother.live
    let (off, on) = evidence.electrodeLevels
    return ContactExplanation(
      beliefs: Dictionary(
        uniqueKeysWithValues: BinderSituation.allCases.map { ($0, live[$0]) }),
      counted: Set(BinderSituation.allCases.filter { meaning.counts($0) }),
      weighedAt: smoother.lastAt, signals: heard, innerFace: step.faces.map { Celsius($0.inner) },
      outerFace: step.faces?.outer.map { Celsius($0) },
      innerDegreesPerMinute: step.faces.map { $0.innerSlope * 60 },
      isClaspClosed: step.clasp.map { $0 > 0.5 }, skin: surroundings.seatedSkin,
      room: surroundings.room, surprise: surprise, surpriseAtMost: model.surpriseAtMost,
      booked: state, bookedUpTo: frontier(at: now),
      electrodeOff: calibration.electrodeOff.learnt.map { ElectrodeLevel($0) },
      electrodeOn: calibration.electrodeOn.learnt.map { ElectrodeLevel($0) },
      electrodeOffReckoned: ElectrodeLevel(off), electrodeOnReckoned: ElectrodeLevel(on),
      forceAtRest: calibration.forceZero.learnt.map { Newtons($0) },
      motionAtRest: calibration.motionRest.learnt.map { MilliG(powerOfE($0)) },
      innerFaceWorn: surroundings.room.flatMap { room in
        calibration.wornWarmth.learnt.map {
          Celsius(room.degrees + $0 * (model.bodyDegrees.degrees - room.degrees))
        }
      })
  }
}

extension LearntLevel {
  /// Nil before anything was learnt.
  fileprivate var learnt: Double? { seconds > 0 ? mean : nil }
}

extension SituationEvidence {
  /// What the electrode reads off skin and on it, as the filter reckons with.
  fileprivate var electrodeLevels: (off: Double, on: Double) {
    let off = calibration.electrodeOff.level(
      expected: settings.electrodeOff.fraction, spread: 0, learntSpread: 0
    ).mean
    let on = calibration.electrodeOn.level(
      expected: off + settings.electrodeOn.fraction - settings.electrodeOff.fraction, spread: 0,
      learntSpread: 0
    ).mean
    return (off, max(on, off + settings.electrodeLeastGain.fraction))
  }
}

extension ContactMeaning {
  fileprivate func counts(_ situation: BinderSituation) -> Bool {
    var belief = BySituation(repeating: 0)
    belief[situation] = 1
    return contact(in: belief) > 0.5
  }

  /// The log of how much likelier contact makes a signal than all else, by the situations' shares.
  fileprivate func weight(of logs: BySituation, _ shares: BySituation) -> Double {
    let merged = merged(logs)
    var likelihoods = BySituation(repeating: 0)
    // Most signals cannot tell whose skin it is: that must not make them look weak.
    var shares = shares
    shares[.wornOnSkin] = 0
    for situation in BinderSituation.allCases {
      likelihoods[situation] = shares[situation] * powerOfE(merged[situation])
    }
    let share = contact(in: shares)
    let contact = contact(in: likelihoods)
    let others = (likelihoods.sum() - contact) / (shares.sum() - share)
    return naturalLog(contact / share) - naturalLog(others)
  }
}

extension SignalStep {
  /// The reading behind a signal's evidence.
  func value(of kind: SignalKind) -> Double? {
    switch kind {
    case .clasp: clasp
    case .electrode: electrode
    case .force: force
    case .motion: motionLog.map { powerOfE($0) }
    case .tilt: tiltMoved
    case .flow: faces?.flow
    case .warmth: faces?.warmth
    case .skin: skin
    }
  }
}
