import CareModel

/// The infant's chest skin on the chest and off it, learnt from the infant itself.
public struct SkinLevels: Hashable, Codable, Sendable {
  private var inContact = LearntLevel()
  private var inCot = LearntLevel()
  /// What it read over the last minutes, and over three times as long: their difference is its trend.
  private var quick: Double?
  private var slow: Double?

  public init() {}

  mutating func learn(
    _ step: SignalStep, belief: BySituation, isSettled: Bool, _ settings: ContactModelSettings
  ) {
    guard let skin = step.skin else { return }
    follow(skin, step.seconds, settings)
    guard isSettled else { return }
    let memory = settings.learnsLevels.seconds
    let held = belief[.contact] + belief[.wrapped]
    if held <= 1 - settings.learnsFrom {
      inCot.learn(skin, over: step.seconds, memory: memory)
    } else if isOnChest(step, skin, belief, settings) {
      inContact.learn(skin, over: step.seconds, memory: memory)
    }
  }

  /// Whether it teaches the chest's level; not where the electrode may lie on the caregiver's skin.
  private func isOnChest(
    _ step: SignalStep, _ skin: Double, _ belief: BySituation, _ settings: ContactModelSettings
  ) -> Bool {
    let contact = step.meaning.contact(in: belief)
    guard step.meaning == .skinToSkin else { return contact >= settings.chestLearntFrom }
    let isCot = logs(skin, settings).map { $0[.contact] < $0[.wornOnSkin] } ?? false
    return contact >= settings.dyadLearntFrom && !isCot
  }

  private mutating func follow(
    _ skin: Double, _ seconds: Double, _ settings: ContactModelSettings
  ) {
    let memory = settings.skinTrend.seconds
    let before = (quick ?? skin, slow ?? skin)
    quick = before.0 + seconds / (seconds + memory / 3) * (skin - before.0)
    slow = before.1 + seconds / (seconds + memory) * (skin - before.1)
  }

  /// A tenth of the time anything within four degrees.
  private static let transfer = 0.1 / 4

  /// Says nothing before both levels are known: infants differ in how much the chest warms them.
  func logs(_ skin: Double, _ settings: ContactModelSettings) -> BySituation? {
    let settling = settings.learnsLevels.seconds / 4
    let known = inCot.known(after: settling)
    guard known > 0.3, inContact.known(after: settling) > 0.3 else { return nil }
    let cot = LearntLevel.Level(
      mean: inCot.mean,
      spread: settings.skinLearntSpread.degrees + (1 - known) * settings.skinRiseSpread.degrees)
    let chest = inContact.level(
      expected: inCot.mean + settings.skinRise.degrees, spread: settings.skinRiseSpread.degrees,
      learntSpread: settings.skinLearntSpread.degrees)
    // After a transfer skin reads neither level for a while, and says nothing.
    var held = 0.9 * chest.density(skin) + Self.transfer
    var cool = 0.9 * cot.density(skin) + Self.transfer
    // On its way to a level it is still near the other for half an hour.
    let trend = (quick ?? skin) - (slow ?? skin)
    if trend > settings.skinTrendFrom.degrees { held = max(held, cool) }
    if trend < -settings.skinTrendFrom.degrees { cool = max(held, cool) }
    return boundedLogs(
      BySituation(
        contact: held, wrapped: held, wornEmpty: cool, wornOnSkin: cool, lying: cool,
        warmed: cool, open: cool),
      range: settings.skinAtMost)
  }
}
