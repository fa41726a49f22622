import CareModel

/// One alarm beside what was really so: raised rightly, raised wrongly, or missed.
public struct AlarmComparison: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable, CaseIterable { case missed, wrong, right }

  public var condition: AlarmCondition
  public var subject: AlarmSubject
  /// Nil for an alarm that ought to have been raised and was not.
  public var raisedAt: Instant?
  /// Nil while it stands.
  public var resolvedAt: Instant?
  /// True where the condition was really so.
  public var isTrue: Bool

  public var outcome: Outcome { raisedAt == nil ? .missed : isTrue ? .right : .wrong }

  public init(
    condition: AlarmCondition, subject: AlarmSubject, raisedAt: Instant?, resolvedAt: Instant?,
    isTrue: Bool
  ) {
    self.condition = condition
    self.subject = subject
    self.raisedAt = raisedAt
    self.resolvedAt = resolvedAt
    self.isTrue = isTrue
  }
}
