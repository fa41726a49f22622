/// The chest skin probe under its plaster.
public struct ProbeParameters: Hashable, Sendable {
  /// Seconds on skin, and bare.
  public var timeConstant: Double
  public var bareTimeConstant: Double
  /// What a fallen probe lies in is this share of the way from the room to the skin.
  public var beddingShare: Double
  /// What a probe fallen in contact lies in, between the two bodies or beside them: its share of
  /// the way from the room to the skin.
  public var bodiesShare: Double
  /// A seated probe reads this share of the way from the skin to what lies over it.
  public var coverShare: Double
  /// The probe's own error, in degrees, and the standard deviation of its noise.
  public var error: Double
  public var noise: Double

  init(drawnWith generator: inout SeededGenerator) {
    timeConstant = generator.uniform(60, 180)
    bareTimeConstant = generator.uniform(50, 110)
    beddingShare = generator.uniform(0.12, 0.35)
    error = generator.uniform(-0.03, 0.03)
    noise = generator.uniform(0.01, 0.025)
    bodiesShare = beddingShare
    coverShare = 0
  }

  init(wideDrawnWith generator: inout SeededGenerator) {
    timeConstant = generator.uniform(60, 300)
    bareTimeConstant = generator.uniform(40, 160)
    beddingShare = generator.uniform(0.05, 0.5)
    bodiesShare = generator.uniform(0.3, 0.85)
    coverShare = generator.uniform(0.01, 0.06)
    error = generator.uniform(-0.2, 0.2)
    noise = generator.uniform(0.005, 0.04)
  }
}
