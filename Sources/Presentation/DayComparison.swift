import CareModel

/// A whole day beside the truth, and whether the two agree.
public struct DayComparison: Hashable, Sendable {
  public var infants: [TruthComparison]
  public var alarms: [AlarmComparison]
  /// How far an infant's hours may be off, either way.
  public var tolerance: TimeLength

  public init(
    infants: [TruthComparison], alarms: [AlarmComparison], tolerance: TimeLength = .minutes(5)
  ) {
    self.infants = infants
    self.alarms = alarms
    self.tolerance = tolerance
  }

  /// True where every infant's hours are within the tolerance and no alarm was wrong or missed.
  ///
  /// A day without infants agrees with nothing.
  public var agrees: Bool {
    !infants.isEmpty && infants.allSatisfy(isWithinTolerance)
      && alarms.allSatisfy { $0.outcome == .right }
  }

  public func isWithinTolerance(_ infant: TruthComparison) -> Bool {
    infant.difference.milliseconds.magnitude <= tolerance.milliseconds.magnitude
  }

  public func count(_ outcome: AlarmComparison.Outcome) -> Int {
    alarms.count { $0.outcome == outcome }
  }
}
