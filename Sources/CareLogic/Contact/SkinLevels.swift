import CareModel

/// The infant's chest skin on the chest and off it, learnt from the infant itself.
public struct SkinLevels: Hashable, Codable, Sendable {
  private var inContact = LearntLevel()
  private var inCot = LearntLevel()

  public init() {}

  mutating func learn(
    _ step: SignalStep, belief: BySituation, isSettled: Bool, _ settings: ContactModelSettings
  ) {
    guard let skin = step.skin, isSettled else { return }
    let memory = settings.learnsLevels.seconds
    let held = belief[.contact] + belief[.wrapped]
    if held <= 1 - settings.learnsFrom {
      inCot.learn(skin, over: step.seconds, memory: memory)
    } else if step.meaning.contact(in: belief) >= settings.chestLearntFrom {
      inContact.learn(skin, over: step.seconds, memory: memory)
    }
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
    let held = 0.9 * chest.density(skin) + Self.transfer
    let cool = 0.9 * cot.density(skin) + Self.transfer
    return boundedLogs(
      BySituation(
        contact: held, wrapped: held, wornEmpty: cool, lying: cool, warmed: cool, open: cool),
      range: settings.skinAtMost)
  }
}
