import CareModel

/// What the heat through a binder's faces says of each situation.
extension SituationEvidence {
  func logs(flow: Double, _ faces: FaceHeat) -> BySituation {
    let worn = widened(
      calibration.wornFlow.level(
        expected: settings.wornFlow, spread: settings.wornFlowSpread,
        learntSpread: settings.levelLearntSpread), by: faces.sensorNoise)
    let prior = LearntLevel.Level(mean: settings.wornFlow, spread: settings.wornFlowSpread)
    // While it warms up, a face takes in more heat than ever after.
    let bounded = faces.innerSlope > 0 ? min(flow, worn.mean + 0.5 * worn.spread) : flow
    let rest = LearntLevel.Level(mean: 0, spread: settings.restFlowSpread + faces.sensorNoise)
    // A binder that cools down gives heat off, as much as there is; one at rest does not.
    let isCooling = faces.innerSlope < -Self.risingSlope
    let isRest = rest.density(isCooling ? max(0, flow) : max(flow, -2 * rest.spread))
    let unknown = 0.2 * (1 - 0.9 * calibration.wornFlow.known(after: 1800))
    let held = (1 - unknown) * worn.density(bounded) + unknown * prior.density(bounded)
    return onSkin(
      worn3(
        contact: held, level: worn.mean, spread: settings.wornFlowSpread, value: bounded,
        rest: isRest, warmed: 0.5 * isRest + 0.2),
      telling: emptyOverWorn(flow, worn, faces))
  }

  func logs(warmth: Double, _ faces: FaceHeat) -> BySituation {
    let worn = widened(
      calibration.wornWarmth.level(
        expected: settings.wornWarmth, spread: settings.wornWarmthSpread,
        learntSpread: settings.levelLearntSpread),
      by: faces.roomNoise * (1 - min(0.9, calibration.wornWarmth.mean)))
    let prior = LearntLevel.Level(mean: settings.wornWarmth, spread: settings.wornWarmthSpread)
    let rest = LearntLevel.Level(
      mean: 0, spread: settings.restWarmthSpread + faces.sensorNoise + faces.roomNoise)
    // Skin that was cooled warms up for a while, and the face with it.
    let bounded =
      faces.innerSlope > Self.risingSlope ? max(warmth, worn.mean - 0.5 * worn.spread) : warmth
    let unknown = 0.2 * (1 - 0.9 * calibration.wornWarmth.known(after: 1800))
    let held = (1 - unknown) * worn.density(bounded) + unknown * prior.density(bounded)
    return onSkin(
      worn3(
        contact: held, level: worn.mean, spread: settings.wornWarmthSpread, value: bounded,
        rest: rest.density(max(0, warmth)), warmed: 0.5),
      telling: emptyOverWorn(warmth, worn, faces))
  }

  /// A caregiver's own skin is cooler than an infant under a binder: less heat comes from it.
  ///
  /// As long as the face warms up it says nothing: how fast depends on what it was cooled by.
  private func emptyOverWorn(
    _ value: Double, _ worn: LearntLevel.Level, _ faces: FaceHeat
  ) -> Double {
    guard faces.innerSlope <= Self.risingSlope else { return 0 }
    let heat = max(0, worn.mean)
    let empty = LearntLevel.Level(
      mean: settings.onSkinHeat * heat, spread: worn.spread + settings.onSkinHeatSpread * heat)
    return empty.logDensity(value) - worn.logDensity(value)
  }

  /// The worn situations share a shape: less heat through cloth, or from a clothed caregiver.
  private func worn3(
    contact: Double, level: Double, spread: Double, value: Double, rest: Double, warmed: Double
  ) -> BySituation {
    let less = bell(value, 0.75 * level, 1.2 * spread)
    let densities = BySituation(
      contact: contact, wrapped: less, wornEmpty: less, wornOnSkin: 0, lying: rest, warmed: warmed,
      open: 0.85 * rest + 0.15 * bell(value, 0.3 * level, spread))
    var logs = boundedLogs(densities, range: settings.signalAtMost)
    // A warm place that happens to match what is worn goes on to match it.
    let best = max(logs[.contact], logs[.wrapped], logs[.wornEmpty])
    if logs[.warmed] < best {
      logs[.warmed] = best + settings.warmedMatchShare * (logs[.warmed] - best)
    }
    return tempered(logs, repeatsSeconds: settings.facesRepeat.seconds)
  }

  /// In degrees a second: local choice, 0.05 degrees a minute.
  private static let risingSlope = 0.05 / 60

  private func widened(_ level: LearntLevel.Level, by noise: Double) -> LearntLevel.Level {
    LearntLevel.Level(mean: level.mean, spread: level.spread + noise)
  }
}
