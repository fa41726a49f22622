import CareModel

/// One infant's counted hours beside what was really so.
public struct TruthComparison: Hashable, Sendable {
  public var infant: InfantIdentifier
  public var bed: String?
  public var counted: TimeLength
  public var truth: TimeLength
  /// Part of the day of which nothing was counted because nobody could say.
  public var unobserved: TimeLength
  public var sessions: Int

  /// Counted minus truth.
  public var difference: TimeLength { counted - truth }

  public init(
    infant: InfantIdentifier, bed: String? = nil, counted: TimeLength, truth: TimeLength,
    unobserved: TimeLength, sessions: Int
  ) {
    self.infant = infant
    self.bed = bed
    self.counted = counted
    self.truth = truth
    self.unobserved = unobserved
    self.sessions = sessions
  }
}
