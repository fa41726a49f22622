import CareModel

/// How long outputs and inputs are waited for, and how they are tried again.
public struct OutputLimits: Hashable, Sendable {
  /// How long an output, or a look at an input, may take before it counts as failing.
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

  /// What is told of a line that has not answered in time.
  var noAnswer: String {
    "no answer in \(answerWithin.seconds) s: the chip or its bus hangs; look at `dmesg`"
  }
}
