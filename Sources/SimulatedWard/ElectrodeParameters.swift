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

  /// Share of the electrode's gain that couples through an infant's cloth, a caregiver's clothing,
  /// and the bedding over an open binder, 0 to 1.
  public var clothCoupling = 0.08
  public var clothingCoupling = 0.03
  public var beddingCoupling = 0.0
  /// Share of the time in which an empty binder on bare skin, or a carried one, is touched.
  public var touchShare = 0.15
  /// The pressure on it changes over minutes: up to this share of its gain comes and goes.
  public var wander = 0.0

  init(drawnWith generator: inout SeededGenerator) {
    offset = generator.uniform(0.05, 0.1)
    gain = generator.uniform(0.36, 0.72)
    sweatMost = generator.uniform(0.05, 0.14)
    sweatTimeConstant = generator.uniform(2, 4) * 3600
    dryingTimeConstant = generator.uniform(0.5, 1) * 3600
    noise = generator.uniform(0.008, 0.018)
  }

  init(wideDrawnWith generator: inout SeededGenerator) {
    offset = generator.uniform(0.03, 0.25)
    gain = generator.uniform(0.3, 0.75)
    sweatMost = generator.uniform(0.01, 0.2)
    sweatTimeConstant = generator.uniform(1, 5) * 3600
    dryingTimeConstant = generator.uniform(0.3, 1.5) * 3600
    noise = generator.uniform(0.004, 0.03)
    clothCoupling = generator.uniform(0.02, 0.22)
    clothingCoupling = generator.uniform(0, 0.1)
    beddingCoupling = generator.uniform(0, 0.12)
    touchShare = generator.uniform(0.02, 0.2)
    wander = generator.uniform(0, 0.25)
  }
}
