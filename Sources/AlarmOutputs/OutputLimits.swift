import CareModel

/// How long outputs and inputs are waited for, and how they are tried again.
public struct OutputLimits: Hashable, Sendable {
  /// How long an output may take before it counts as failing.
  public var answerWithin: TimeLength
  /// How often what works is asked again.
  public var checkPeriod: TimeLength
  /// How long to wait after the first failure, doubled with each.
  public var retryFirst: TimeLength
  public var retryAtMost: TimeLength

  public init(
    answerWithin: TimeLength, checkPeriod: TimeLength, retryFirst: TimeLength,
    retryAtMost: TimeLength
  ) {
    self.answerWithin = answerWithin
    self.checkPeriod = checkPeriod
    self.retryFirst = retryFirst
    self.retryAtMost = retryAtMost
  }
}
