/// The skin-contact electrode, as uncalibrated as it comes.
public struct ElectrodeParameters: Hashable, Sendable {
  /// Reading with nothing near, 0 to 1.
  public var offset: Double
  /// Added by full skin contact.
  public var gain: Double
  /// Added by sweat after hours of contact, at most, and how fast it comes and goes, in seconds.
  public var sweatMost: Double
  public var sweatTimeConstant: Double
  public var dryingTimeConstant: Double
  /// Standard deviation of the noise.
  public var noise: Double

  init(drawnWith generator: inout SeededGenerator) {
    offset = generator.uniform(0.05, 0.1)
    gain = generator.uniform(0.36, 0.72)
    sweatMost = generator.uniform(0.05, 0.14)
    sweatTimeConstant = generator.uniform(2, 4) * 3600
    dryingTimeConstant = generator.uniform(0.5, 1) * 3600
    noise = generator.uniform(0.008, 0.018)
  }
}
