import CareModel
import SimulatedWard

/// Sums and differences of stretches of time; lists are in order and do not overlap.
extension [TruthInterval] {
  /// The same time in order, with what overlaps or touches made one.
  public var united: [TruthInterval] { joined(where: { _ in false }) }

  /// What lies within `window`.
  public func within(_ window: TruthInterval) -> [TruthInterval] {
    compactMap { interval in
      let from = Swift.max(interval.from, window.from)
      let to = Swift.min(interval.to, window.to)
      return from < to ? TruthInterval(from: from, to: to) : nil
    }
  }

  /// What is left when `others`, in order, are taken away.
  public func without(_ others: [TruthInterval]) -> [TruthInterval] {
    var left: [TruthInterval] = []
    var first = 0
    for interval in self {
      while first < others.count, others[first].to <= interval.from { first += 1 }
      var from = interval.from
      var index = first
      while index < others.count, others[index].from < interval.to {
        if from < others[index].from {
          left.append(TruthInterval(from: from, to: others[index].from))
        }
        from = Swift.max(from, others[index].to)
        index += 1
      }
      if from < interval.to { left.append(TruthInterval(from: from, to: interval.to)) }
    }
    return left
  }

  /// How long the time of both lists overlaps.
  public func common(with others: [TruthInterval]) -> TimeLength {
    totalLength - without(others).totalLength
  }

  /// The same with those gaps closed that `isBridged` names; what touches is one anyway.
  public func joined(where isBridged: (TruthInterval) -> Bool) -> [TruthInterval] {
    var result: [TruthInterval] = []
    for interval in sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) })
    where interval.from < interval.to {
      guard let last = result.last,
        interval.from <= last.to
          || isBridged(TruthInterval(from: last.to, to: interval.from))
      else {
        result.append(interval)
        continue
      }
      result[result.count - 1].to = Swift.max(last.to, interval.to)
    }
    return result
  }
}
