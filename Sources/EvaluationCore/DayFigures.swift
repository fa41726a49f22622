import CareModel

/// One infant's day: what was counted beside what was so.
public struct DayFigures: Hashable, Sendable {
  public var infant: InfantIdentifier
  /// From 0, in days of 24 h after the start.
  public var day: Int
  public var minutes: MinuteTally
  /// Contact and unobserved as reported for the day.
  public var counted: TimeLength
  public var unobserved: TimeLength
  /// Contact as it was: in all, and in the part of the day that was observed.
  public var truth: TimeLength
  public var observedTruth: TimeLength
  public var trueStretches: Int
  public var foundStretches: Int

  /// Counted less true contact, over the observed part, in minutes.
  public var errorMinutes: Double { (counted - observedTruth).minutes }

  /// How far the truth lies outside [counted, counted + unobserved], in minutes; 0 inside it.
  public var outsideMinutes: Double {
    if truth < counted { return (counted - truth).minutes }
    return max(0, (truth - counted - unobserved).minutes)
  }

  public var stretchError: Int { foundStretches - trueStretches }
}
