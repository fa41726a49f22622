import SimulatedWard

/// A stretch of observed time in which the books are wrong.
public struct ContactDifference: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case missed, taken }

  public var interval: TruthInterval
  public var kind: Kind

  public init(interval: TruthInterval, kind: Kind) {
    self.interval = interval
    self.kind = kind
  }
}
