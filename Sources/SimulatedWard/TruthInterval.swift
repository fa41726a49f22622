import CareModel

/// A half-open stretch of simulated time, `from` included and `to` not.
public struct TruthInterval: Hashable, Sendable {
  public var from: Instant
  public var to: Instant

  public init(from: Instant, to: Instant) {
    self.from = from
    self.to = to
  }

  /// A stretch between two whole numbers of seconds after the start.
  public init(fromSecond: Int, toSecond: Int) {
    self.init(
      from: Instant(milliseconds: Int64(fromSecond) * 1000),
      to: Instant(milliseconds: Int64(toSecond) * 1000))
  }

  public var length: TimeLength { to - from }
  public var fromSecond: Int { Int(from.milliseconds / 1000) }
  public var toSecond: Int { Int(to.milliseconds / 1000) }

  public func contains(_ instant: Instant) -> Bool { from <= instant && instant < to }

  public func contains(second: Int) -> Bool {
    contains(Instant(milliseconds: Int64(second) * 1000))
  }

  public func overlaps(_ other: TruthInterval) -> Bool { from < other.to && other.from < to }

  /// The same stretch, longer by the given lengths before and after.
  public func widened(before: TimeLength, after: TimeLength) -> TruthInterval {
    TruthInterval(from: from - before, to: to + after)
  }
}

extension [TruthInterval] {
  /// The sum of the lengths.
  public var totalLength: TimeLength { reduce(.zero) { $0 + $1.length } }

  public func contains(_ instant: Instant) -> Bool { contains { $0.contains(instant) } }

  public func contains(second: Int) -> Bool { contains { $0.contains(second: second) } }
}
