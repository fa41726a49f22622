/// The chest skin probe under its plaster.
public struct ProbeParameters: Hashable, Sendable {
  /// Seconds on skin, and bare.
  public var timeConstant: Double
  public var bareTimeConstant: Double
  /// What a fallen probe lies in is this share of the way from the room to the skin.
  public var beddingShare: Double
  /// The probe's own error, in degrees, and the standard deviation of its noise.
  public var error: Double
  public var noise: Double

  init(drawnWith generator: inout SeededGenerator) {
    timeConstant = generator.uniform(60, 180)
    bareTimeConstant = generator.uniform(50, 110)
    beddingShare = generator.uniform(0.12, 0.35)
    error = generator.uniform(-0.03, 0.03)
    noise = generator.uniform(0.01, 0.025)
  }
}
