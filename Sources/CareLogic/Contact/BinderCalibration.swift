import CareModel
import Glibc

/// What one binder has taught about itself: its electrode, strap, motion sensor and faces.
///
/// It belongs to the device, and goes with it from infant to infant and across restarts.
public struct BinderCalibration: Hashable, Codable, Sendable {
  var electrodeOff = LearntLevel()
  var electrodeOn = LearntLevel()
  /// The most that it has shown for some seconds, in whichever situation: no full contact is less.
  var electrodePeak = LearntLevel()
  /// By how much the electrode changes from step to step.
  var electrodeNoise = LearntLevel()
  /// The share of steps at rest in which it reads the very same number as the step before.
  private var electrodeRepeats: LearntLevel?
  private var lastElectrode: Double?
  /// What the last two steps have both reached.
  private var lastingElectrode = 0.0
  private var doesElectrodeStand: Bool?
  private var movedAt: Instant?
  var forceZero = LearntLevel()
  /// The strap's pull above rest around the dyad, as natural logarithms of newtons.
  private(set) var wornForce: LearntLevel?
  /// As natural logarithms of milli-g.
  var motionRest = LearntLevel()
  var motionWorn = LearntLevel()
  /// The share of worn time in which the board is as quiet as at rest.
  var motionStill = LearntLevel()
  /// Inner less outer face at rest: the two sensors' difference.
  var faceOffset = LearntLevel()
  /// As shares of the way from the room to the body.
  var wornFlow = LearntLevel()
  var wornWarmth = LearntLevel()
  /// The air about the binder, for a bed without a room thermometer.
  var ambient = LearntLevel()
  var ambientAt: Instant?

  public init() {}

  /// Contact has ended although the clasp was never seen open since; the next opening clears it.
  private(set) var isClaspStuck = false
  private var wasContact = false
  /// For how long, without a break, all else has said that the open clasp is closed.
  private var claspDeniedSeconds: Double?

  /// Whether an electrode was ever heard of.
  var hasElectrode: Bool { electrodeOff.seconds + electrodeOn.seconds + electrodeNoise.seconds > 0 }

  /// Whether it jitters even at rest, so that one that stands still is broken.
  var doesElectrodeJitter: Bool {
    electrodeRepeats.map { $0.known(after: 600) > 0.3 && $0.mean < Self.jitterRepeatsAtMost }
      ?? false
  }

  /// Whether one that jitters would hardly ever read the very same number so many steps in a row.
  func isStandstill(_ repeats: Int, _ settings: ContactModelSettings) -> Bool {
    guard doesElectrodeJitter, let share = electrodeRepeats?.mean else { return false }
    return pow(max(share, Self.leastRepeats), Double(repeats)) < settings.electrodeStandstillChance
  }

  /// Whether this clasp has shown that what it says now is not so.
  func doubts(clasp: Double, _ settings: ContactModelSettings) -> Bool {
    clasp > 0.5
      ? isClaspStuck : claspDeniedSeconds ?? 0 >= settings.claspDeniedFor.seconds
  }

  /// Whether the electrode has shown both its levels for some minutes.
  var isElectrodeKnown: Bool {
    min(electrodeOn.known(after: 600), electrodeOff.known(after: 600)) >= 0.3
  }

  /// Follows what all other signals together say of a clasp that says open; closed, it is believed again.
  ///
  /// - Parameter doesStrapMove: Whether the strap's force has changed since the last step: a force
  ///   sensor that stands still is no witness.
  mutating func followOpenClasp(
    _ step: SignalStep, isDenied: Bool, doesStrapMove: Bool, _ settings: ContactModelSettings
  ) {
    guard let clasp = step.clasp else { return }
    if clasp > 0.5 {
      claspDeniedSeconds = nil
    } else if isDenied, clasp == 0 {
      guard doesStrapMove else { return }
      claspDeniedSeconds = min(
        (claspDeniedSeconds ?? 0) + step.seconds, settings.claspDeniedFor.seconds)
    } else {
      forgetDenial(settings)
    }
  }

  /// Begins anew with a clasp that is not known to be stuck open yet.
  mutating func forgetDenial(_ settings: ContactModelSettings) {
    if !doubts(clasp: 0, settings) { claspDeniedSeconds = nil }
  }

  /// Learns from one step of which the situation is beyond doubt, and has been for a while.
  mutating func learn(
    _ step: SignalStep, belief: BySituation, isSettled: Bool, _ settings: ContactModelSettings
  ) {
    followAlways(step, settings)
    followClasp(step, belief: belief, isSettled: isSettled, settings)
    let off = belief[.lying] + belief[.open]
    if off + belief[.warmed] >= settings.learnsFrom {
      learnRest(step, isSettled: isSettled, isWarmed: off < settings.learnsFrom, settings)
    } else if step.meaning.contactButForWhoseSkin(in: belief) >= settings.learnsFrom {
      learnOnSkin(step, isSettled: isSettled, settings)
      if isSettled, step.meaning.contact(in: belief) >= settings.dyadLearntFrom {
        learnContact(step, settings)
      }
    }
  }

  /// What holds in every situation: noise, and that nothing is quieter than rest or colder than the air.
  private mutating func followAlways(_ step: SignalStep, _ settings: ContactModelSettings) {
    if let electrode = step.electrode {
      if let last = lastElectrode {
        electrodeNoise.learn(
          abs(electrode - last), over: step.seconds, memory: settings.learnsLevels.seconds)
      }
      doesElectrodeStand = lastElectrode.map { electrode == $0 }
      lastingElectrode = min(electrode, lastElectrode ?? electrode)
      lastElectrode = electrode
      followPeak(lastingElectrode, step.seconds, settings)
    }
    if let motion = step.motionLog, motion < mostRest(settings) {
      motionRest.learn(motion, over: step.seconds, memory: 2 * settings.learnsQuickly.seconds)
    }
    if let faces = step.faces, ambient.seconds > 0, faces.inner < ambient.mean {
      ambient.move(to: faces.inner)
      ambientAt = step.at
    }
  }

  /// What moves more is no rest: a binder that was worn from the start has shown none yet.
  private func mostRest(_ settings: ContactModelSettings) -> Double {
    motionRest.seconds > 0
      ? motionRest.mean : log(settings.motionRest.milliG) + 3 * settings.motionRestSpread
  }

  private mutating func followClasp(
    _ step: SignalStep, belief: BySituation, isSettled: Bool, _ settings: ContactModelSettings
  ) {
    if let clasp = step.clasp, clasp < 1 {
      isClaspStuck = false
      wasContact = false
    }
    guard isSettled else { return }
    if step.meaning.contactButForWhoseSkin(in: belief) >= settings.learnsFrom {
      wasContact = true
    } else if wasContact, step.clasp == 1,
      belief[.lying] + belief[.warmed] + belief[.open] >= settings.learnsFrom
    {
      wasContact = false
      isClaspStuck = true
    }
  }

  /// Rises within seconds and is forgotten within hours, so that no fault stands in the way for long.
  private mutating func followPeak(
    _ electrode: Double, _ seconds: Double, _ settings: ContactModelSettings
  ) {
    guard electrodeNoise.mean < settings.electrodeLeastGain.fraction / 2 else { return }
    let rises = electrodePeak.seconds == 0 || electrode > electrodePeak.mean
    electrodePeak.learn(
      electrode, over: seconds,
      memory: rises ? Self.peakSeconds : 4 * settings.learnsSlowly.seconds)
  }

  private mutating func learnRest(
    _ step: SignalStep, isSettled: Bool, isWarmed: Bool, _ settings: ContactModelSettings
  ) {
    let slowly = settings.learnsSlowly.seconds
    learnElectrodeOff(step, settings)
    guard isSettled else { return }
    if let force = step.force, abs(force - forceZero.mean) < 2 * settings.forceZeroSpread.newtons {
      forceZero.learn(force, over: step.seconds, memory: slowly)
    }
    if let motion = step.motionLog {
      // A knock is not the rest.
      let isKnock = motionRest.seconds > 0 && motion > motionRest.mean + 1.2
      if !isKnock { motionRest.learn(motion, over: step.seconds, memory: slowly) }
    }
    guard let faces = step.faces, !isWarmed, abs(faces.innerSlope) < Self.steadySlope else {
      return
    }
    if let difference = faces.difference, abs(difference) < 1.5 {
      faceOffset.learn(difference, over: step.seconds, memory: slowly)
    }
    ambient.learn(
      faces.outer ?? faces.inner, over: step.seconds, memory: settings.learnsLevels.seconds)
    ambientAt = step.at
  }

  private mutating func learnElectrodeOff(_ step: SignalStep, _ settings: ContactModelSettings) {
    guard let electrode = step.electrode else { return }
    let slowly = settings.learnsSlowly.seconds
    if let stands = doesElectrodeStand {
      var repeats = electrodeRepeats ?? LearntLevel()
      repeats.learn(stands ? 1 : 0, over: step.seconds, memory: slowly)
      electrodeRepeats = repeats
      // One that jittered and stands still may have broken just now: that is no level to learn.
      if stands, doesElectrodeJitter { return }
    }
    let falls = electrodeOff.seconds > 0 && electrode < electrodeOff.mean
    electrodeOff.learn(
      electrode, over: step.seconds, memory: falls ? settings.learnsQuickly.seconds : slowly)
  }

  private mutating func learnOnSkin(
    _ step: SignalStep, isSettled: Bool, _ settings: ContactModelSettings
  ) {
    if let motion = step.motionLog, motion > motionRest.mean + 0.9 { movedAt = step.at }
    if let electrode = step.electrode {
      learnElectrodeOn(electrode, step.seconds, isSettled, settings)
    }
  }

  private mutating func learnContact(_ step: SignalStep, _ settings: ContactModelSettings) {
    if let force = step.force, force - forceZero.mean > 2 * settings.forceZeroSpread.newtons {
      var worn = wornForce ?? LearntLevel()
      worn.learn(
        log(force - forceZero.mean), over: step.seconds, memory: settings.learnsSlowly.seconds)
      wornForce = worn
    }
    if let motion = step.motionLog {
      // The quietest ever heard is no rest if the binder was worn all the time.
      let rest = min(
        motionRest.mean, log(settings.motionRest.milliG) + settings.motionRestSpread)
      let isStill = motion < rest + 0.6 && motionRest.seconds > 0
      motionStill.learn(
        isStill ? 1 : 0, over: step.seconds, memory: 4 * settings.learnsSlowly.seconds)
      if !isStill {
        motionWorn.learn(motion, over: step.seconds, memory: settings.learnsSlowly.seconds)
      }
    }
    // Warmth without any movement may be a radiator's: it teaches nothing of what is worn.
    if step.motionLog != nil {
      guard let movedAt, step.at - movedAt <= settings.learnsLevels else { return }
    }
    guard let faces = step.faces else { return }
    if let flow = faces.flow,
      !wornFlow.isStranger(flow, learntSpread: settings.levelLearntSpread)
    {
      wornFlow.learn(flow, over: step.seconds, memory: settings.learnsSlowly.seconds)
    }
    if let warmth = faces.warmth,
      !wornWarmth.isStranger(warmth, learntSpread: settings.levelLearntSpread)
    {
      wornWarmth.learn(warmth, over: step.seconds, memory: settings.learnsSlowly.seconds)
    }
  }

  /// A higher level than known can only be better contact; a lower one may be cloth, so it teaches slowly.
  private mutating func learnElectrodeOn(
    _ electrode: Double, _ seconds: Double, _ isSettled: Bool, _ settings: ContactModelSettings
  ) {
    let off = electrodeOff.level(
      expected: settings.electrodeOff.fraction, spread: settings.electrodeOffSpread.fraction,
      learntSpread: settings.electrodeLearntSpread.fraction)
    guard electrode > off.mean + settings.electrodeLeastGain.fraction,
      electrodeNoise.mean < settings.electrodeLeastGain.fraction
    else { return }
    let rises = lastingElectrode > electrodeOn.mean
    guard rises || isSettled else { return }
    electrodeOn.learn(
      rises ? lastingElectrode : min(electrode, max(electrodeOn.mean, lastingElectrode)),
      over: seconds,
      memory: (rises ? settings.learnsQuickly : settings.learnsSlowly).seconds)
  }

  /// Local choice: a coarse electrode off skin repeats itself more often than not.
  private static let jitterRepeatsAtMost = 0.5

  /// Local choice: nothing that was heard for some hours shows rarer repeats.
  private static let leastRepeats = 0.02

  /// Local choice: one touch of half a minute shows the gain.
  private static let peakSeconds = 20.0

  /// In degrees a second: local choice, a face that moves less than 0.1 degree a minute is at rest.
  private static let steadySlope = 0.1 / 60
}
