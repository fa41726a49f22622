import CareModel
import Glibc

/// What one step of signals says of each situation: log-likelihoods, weighed by the time they speak for.
///
/// A signal that is not there adds nothing. `docs/DETECTION.md` derives each density.
struct SituationEvidence: Sendable {
  let settings: ContactModelSettings
  let calibration: BinderCalibration
  let skinLevels: SkinLevels

  /// Calls `body` with each signal's bounded log-likelihoods and the time in which it repeats itself.
  @inline(__always)
  func forEachSignal(_ step: SignalStep, _ body: (SignalKind, BySituation, Double) -> Void) {
    if let clasp = step.clasp {
      let told = logs(clasp: clasp, isFaced: step.faces != nil)
      body(
        .clasp, step.isClaspDoubted ? BySituation(repeating: 0) : told,
        settings.claspRepeats.seconds)
    }
    if let electrode = step.electrode {
      body(.electrode, logs(electrode: electrode), settings.electrodeRepeats.seconds)
    }
    if let force = step.force {
      body(.force, logs(force: force), settings.forceRepeats.seconds)
    }
    if let motion = step.motionLog {
      body(.motion, logs(motion: motion), settings.motionRepeats.seconds)
    }
    if let tilt = step.tiltMoved { body(.tilt, logs(tilt: tilt), settings.tiltRepeats.seconds) }
    if let faces = step.faces {
      if let flow = faces.flow {
        body(.flow, logs(flow: flow, faces), settings.facesRepeat.seconds)
      }
      if let warmth = faces.warmth {
        body(.warmth, logs(warmth: warmth, faces), settings.facesRepeat.seconds)
      }
    }
    if let skin = step.skin, let logs = skinLevels.logs(skin, settings) {
      body(.skin, logs, settings.skinRepeats.seconds)
    }
  }

  /// All signals of a step together, by how much they contradict each other, and whether all others
  /// together deny a clasp that says open.
  func weigh(
    _ step: SignalStep, _ signs: inout OnSkinSigns?
  ) -> (evidence: BySituation, conflict: Double, deniesOpenClasp: Bool) {
    var evidence = BySituation(repeating: 0)
    var plain = BySituation(repeating: 0)
    var others = BySituation(repeating: 0)
    var doesStrapPull = false
    let isHandled = isHandled(step)
    forEachSignal(step) { kind, logs, repeatsSeconds in
      let onSkin = logs[.wornOnSkin] - logs[.contact]
      var logs = step.telling.merged(logs)
      // While somebody moves the infant, strap and electrode are loose for a moment.
      if isHandled, kind == .electrode {
        logs = tempered(logs, settings.handledShare)
        let above = logs[.wrapped] - logs[.contact]
        // Nobody slips cloth in while the binder is closed, if it is moved about ever so much.
        if above > 0 { logs[.wrapped] -= (1 - settings.handledClothShare) * above }
      }
      logs[.wornOnSkin] = logs[.contact]
      evidence += logs * min(1, step.seconds / repeatsSeconds)
      evidence[.wornOnSkin] += signs?.follow(kind, onSkin, over: step.seconds, settings) ?? 0
      let once = logs * kind.sensorShare
      plain += once
      plain[.wornOnSkin] += min(onSkin * kind.sensorShare, -once[.contact])
      if kind != .clasp { others += once }
      // Nothing pulls at a strap whose buckle is open: half of what one signal may say suffices.
      if kind == .force {
        doesStrapPull = logs.largestWorn - logs[.open] >= settings.signalAtMost / 2
      }
    }
    // What no electrode tells apart is worn empty, and is not asked for twice.
    if !step.hasElectrode {
      evidence[.wornOnSkin] = evidence[.wornEmpty] - settings.signalAtMost
      plain[.wornOnSkin] = plain[.wornEmpty]
    }
    // Each signal's best situation has zero: what is missing is what no situation explains.
    let best = plain.largest
    let notWorn = max(others[.open], others[.lying], others[.warmed])
    return (
      evidence, -best,
      doesStrapPull && others.largestWorn - notWorn >= settings.signalAtMost
    )
  }

  /// Whether the binder moves far more than worn ones do by themselves.
  private func isHandled(_ step: SignalStep) -> Bool {
    guard step.clasp ?? 1 > 0.5 || step.isClaspDoubted, !calibration.isClaspStuck else {
      return false
    }
    guard let motion = step.motionLog else {
      return step.tiltMoved.map { $0 > settings.handledTiltDegrees } ?? false
    }
    return calibration.motionWorn.seconds > 0
      && motion > calibration.motionWorn.mean + settings.handledAbove
  }

  /// Among the worn situations a level tells less, for longer: it was drawn once, when put on.
  func tempered(_ logs: BySituation, repeatsSeconds: Double) -> BySituation {
    tempered(logs, min(1, repeatsSeconds / settings.levelRepeats.seconds))
  }

  private func tempered(_ logs: BySituation, _ share: Double) -> BySituation {
    let worn = max(logs[.contact], logs[.wrapped], logs[.wornEmpty])
    var tempered = logs
    tempered[.contact] = worn + share * (logs[.contact] - worn)
    tempered[.wrapped] = worn + share * (logs[.wrapped] - worn)
    tempered[.wornEmpty] = worn + share * (logs[.wornEmpty] - worn)
    return tempered
  }

  /// With `telling` as what a signal says for an empty binder on bare skin against contact, in nats.
  func onSkin(_ logs: BySituation, telling: Double) -> BySituation {
    var logs = logs
    logs[.wornOnSkin] =
      logs[.contact] + min(max(telling, -settings.onSkinAtMost), settings.onSkinAtMost)
    return logs
  }

  private func logs(clasp: Double, isFaced: Bool) -> BySituation {
    let open = settings.claspFalselyOpen
    let closedIfOpen = settings.claspFalselyClosed
    // Geometric mean over the samples of the step.
    let closed = clasp * log(1 - open) + (1 - clasp) * log(open)
    let opened = clasp * log(closedIfOpen) + (1 - clasp) * log(1 - closedIfOpen)
    // Warmth that no face can feel is no excuse for a clasp that flaps.
    let warmed = isFaced ? clasp * log(0.6) + (1 - clasp) * log(0.4) : closed
    let logs = BySituation(
      contact: closed, wrapped: closed, wornEmpty: closed, wornOnSkin: closed, lying: closed,
      warmed: warmed, open: opened)
    return logs - BySituation.all(logs.largest)
  }

  private func logs(electrode: Double) -> BySituation {
    // An electrode that jumps about says less the more it jumps.
    let least = settings.electrodeLearntSpread.fraction + calibration.electrodeNoise.mean
    let off = calibration.electrodeOff.level(
      expected: settings.electrodeOff.fraction, spread: settings.electrodeOffSpread.fraction,
      learntSpread: least)
    let expectedOn = LearntLevel.Level(
      mean: off.mean + settings.electrodeOn.fraction - settings.electrodeOff.fraction,
      spread: settings.electrodeOnSpread.fraction
    ).atLeast(
      calibration.electrodePeak.mean - 3 * calibration.electrodeNoise.mean, spread: 1.5 * least,
      unknown: 1 - calibration.electrodeOff.known(after: 300))
    let on = calibration.electrodeOn.level(
      expected: expectedOn.mean, spread: expectedOn.spread, learntSpread: 1.5 * least)
    let gain = max(settings.electrodeLeastGain.fraction, on.mean - off.mean)
    let cloth = LearntLevel.Level(
      mean: off.mean + settings.electrodeThroughCloth * gain,
      spread: 0.5 * off.spread + 0.1 * gain)
    let isOff = off.density(electrode)
    // More than was ever seen is contact as well: sweat makes the level creep.
    let isOn = on.density(min(electrode, on.mean))
    let lifted = settings.electrodeLiftedShare
    let bare = settings.electrodeBareShare
    let gainKnown = calibration.electrodeOn.known(after: 600)
    let known = 0.25 + 0.75 * max(gainKnown, 0.8 * calibration.electrodeOff.known(after: 600))
    // Half of it may be touched for hours; cloth lets less through.
    let partial = settings.electrodePartialShare * gainKnown
    let isPart = bell(electrode, off.mean + 0.6 * gain, 0.15 * gain)
    let densities = BySituation(
      contact: (1 - lifted - partial) * isOn + partial * isPart + lifted * isOff,
      wrapped: cloth.density(electrode),
      wornEmpty: (1 - bare) * isOff + bare * isOn, wornOnSkin: 0, lying: isOff, warmed: isOff,
      open: 0.95 * isOff + 0.05 * isOn)
    var logs = boundedLogs(densities, range: settings.signalAtMost)
    // Before the device has shown its gain, cloth on one electrode looks like skin on another.
    let raised = max(logs[.contact], logs[.wrapped])
    logs[.contact] = raised + known * (logs[.contact] - raised)
    logs[.wrapped] = raised + known * (logs[.wrapped] - raised)
    // One that jumps by more than a tenth of its gain from step to step tells less and less.
    let jump = max(0, 8 * calibration.electrodeNoise.mean / gain - 0.8)
    return onSkin(logs * (1 / (1 + jump * jump)), telling: 0)
  }

  private func logs(force: Double) -> BySituation {
    let net = force - calibration.forceZero.mean
    let slack = bell(net, 0, settings.forceZeroSpread.newtons)
    let worn = logNormal(net, settings.forceWorn.newtons, settings.forceWornSpread)
    let empty = logNormal(net, settings.forceEmpty.newtons, settings.forceEmptySpread)
    let hung = settings.forceHungShare
    let loose = 0.03 * slack
    let lying = (1 - hung) * slack + hung * empty
    let densities = BySituation(
      contact: 0.97 * worn + loose, wrapped: 0.97 * worn + loose,
      wornEmpty: 0.9 * empty + 0.1 * slack, wornOnSkin: 0, lying: lying, warmed: lying,
      open: 0.97 * slack + 0.03 * empty)
    return onSkin(
      tempered(
        boundedLogs(densities, range: settings.signalAtMost),
        repeatsSeconds: settings.forceRepeats.seconds),
      telling: emptyOverWorn(net))
  }

  /// By how much likelier a strap pulls like that around nobody, against how it pulls around this dyad.
  ///
  /// Says nothing before that was learnt: straps and their sensors differ more than the two do.
  private func emptyOverWorn(_ net: Double) -> Double {
    guard let learnt = calibration.wornForce else { return 0 }
    let worn = learnt.level(
      expected: log(settings.forceWorn.newtons), spread: settings.forceWornSpread,
      learntSpread: settings.forceLearntSpread)
    let empty = LearntLevel.Level(
      mean: worn.mean + log(settings.forceEmpty.newtons / settings.forceWorn.newtons),
      spread: worn.spread * settings.forceEmptySpread / settings.forceWornSpread)
    let pull = log(max(net, settings.forceZeroSpread.newtons))
    return learnt.known(after: settings.learnsLevels.seconds)
      * (empty.logDensity(pull) - worn.logDensity(pull))
  }

  private func logs(motion: Double) -> BySituation {
    let rest = calibration.motionRest.level(
      expected: log(settings.motionRest.milliG), spread: settings.motionRestSpread,
      learntSpread: settings.motionLearntSpread)
    let worn = calibration.motionWorn.level(
      expected: rest.mean + log(settings.motionWornFactor), spread: settings.motionWornSpread + 0.2,
      learntSpread: settings.motionWornSpread)
    let empty = LearntLevel.Level(
      mean: rest.mean + log(settings.motionEmptyFactor), spread: settings.motionWornSpread)
    // Below its known rest a board does not get any quieter for being at rest.
    let isStill = rest.density(max(motion, rest.mean))
    let isMoved = worn.density(motion)
    // Knocked or carried about, a binder moves like one that is worn.
    let disturbed = 0.5 * bell(motion, rest.mean + 1.8, 1) + 0.5 * isMoved
    let still = min(
      0.8,
      calibration.motionStill.level(
        expected: settings.motionStillShare, spread: 0, learntSpread: 0
      ).mean)
    let knocked = settings.motionDisturbedShare
    let held = (1 - still) * isMoved + still * bell(motion, rest.mean + 0.2, 0.5)
    let lying = (1 - knocked) * isStill + knocked * disturbed
    let alone = (1 - still) * empty.density(motion) + still * bell(motion, rest.mean + 0.2, 0.5)
    let densities = BySituation(
      contact: held, wrapped: held, wornEmpty: alone, wornOnSkin: 0, lying: lying, warmed: lying,
      open: (1 - 2 * knocked) * isStill + 2 * knocked * disturbed)
    return onSkin(
      tempered(
        boundedLogs(densities, range: settings.signalAtMost),
        repeatsSeconds: settings.motionRepeats.seconds),
      telling: 0)
  }

  private func logs(tilt: Double) -> BySituation {
    let moved = log(tilt + 0.1)
    let isStill = bell(moved, log(settings.tiltRestDegrees + 0.1), 0.7)
    let isWorn = bell(moved, log(settings.tiltWornDegrees + 0.1), 0.9)
    let worn = 0.85 * isWorn + 0.15 * isStill
    let lying = 0.9 * isStill + 0.1 * isWorn
    return boundedLogs(
      BySituation(
        contact: worn, wrapped: worn, wornEmpty: worn, wornOnSkin: worn, lying: lying,
        warmed: lying,
        open: 0.8 * isStill + 0.2 * isWorn), range: settings.signalAtMost)
  }

  /// Of a force that is never negative, about `median`.
  private func logNormal(_ value: Double, _ median: Double, _ spread: Double) -> Double {
    guard value > 0.02 else { return 0 }
    return bell(log(value), log(median), spread) / value
  }
}
