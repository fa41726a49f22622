/// How much moves on this bed, in thousandths of g.
public struct MotionParameters: Hashable, Sendable {
  /// Of the sensor with nothing moving.
  public var noiseFloor: Double
  /// A worn binder with caregiver and infant still asleep, and with the caregiver alone.
  public var breathing: Double
  public var caregiverBreathing: Double
  /// The infant in its bedding moves a binder under it by so much.
  public var beddingMotion: Double
  /// An hour has so many stirs of the infant or the caregiver, of 3 to 15 s each.
  public var stirsAnHour: Double
  public var walking: Double
  /// Share of the time in which a caregiver without the infant is up and about, 0 to 1.
  public var busyShare: Double

  init(wideDrawnWith generator: inout SeededGenerator) {
    // As many devices below 0.8 as above.
    let draw = generator.fraction()
    noiseFloor = 0.2 + 2.8 * draw * draw
    breathing = generator.uniform(3, 15)
    caregiverBreathing = breathing * generator.uniform(0.7, 1.2)
    beddingMotion = generator.uniform(0.3, 4)
    stirsAnHour = generator.uniform(6, 60)
    walking = generator.uniform(45, 130)
    busyShare = generator.uniform(0.2, 0.7)
  }
}
