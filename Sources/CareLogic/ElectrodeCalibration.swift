import CareModel

/// The levels of one electrode off and on skin, learnt from the device itself.
///
/// Gain and offset differ from device to device by a factor of two, and sweat makes the level creep.
public struct ElectrodeCalibration: Hashable, Codable, Sendable {
  private var low: Double?
  private var high: Double?
  private var updatedAt: Instant?

  public init() {}

  /// Learns from a level seen while the other signals say that there surely is, or is not, contact.
  public mutating func learn(
    _ level: Double, inContact: Bool, at now: Instant, settings: CareSettings
  ) {
    let elapsed = updatedAt.map { (now - $0).seconds } ?? 0
    let weight = min(0.5, elapsed / (elapsed + settings.electrodeFollowing.seconds))
    updatedAt = now
    if inContact {
      let standing = high ?? settings.electrodeHighExpected.fraction
      // Wrapped in cloth looks like contact to every signal but this: only a raised level teaches.
      guard level > lowLevel(settings) + settings.electrodeLeastSpan.fraction else { return }
      high = standing + weight * (level - standing)
    } else {
      let standing = low ?? settings.electrodeLowExpected.fraction
      low = standing + weight * (level - standing)
    }
  }

  /// Where `level` lies between off the skin (0) and on it (1).
  public func position(of level: Double, settings: CareSettings) -> Double {
    let bottom = lowLevel(settings)
    let top = high ?? settings.electrodeHighExpected.fraction
    return (level - bottom) / max(settings.electrodeLeastSpan.fraction, top - bottom)
  }

  private func lowLevel(_ settings: CareSettings) -> Double {
    low ?? settings.electrodeLowExpected.fraction
  }
}
