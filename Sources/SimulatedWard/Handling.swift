/// Hands are on the binder: somebody puts it on or off, or lays it down.
struct Handling: Hashable, Sendable {
  var interval: TruthInterval
  /// The binder has just been put on, and electrode and strap come to sit.
  var settles: Bool
}

extension BedScript {
  /// After each change of care and before the next, in order of time.
  ///
  /// On a bed of the demo a minute after and half a minute before; else as long as the binder takes
  /// to settle, drawn for each change.
  func handledStretches() -> [Handling] {
    let isWide = parameters.binder.settlingSeconds != nil
    return care.phases.flatMap { phase in
      let from = phase.interval.fromSecond
      let to = phase.interval.toSecond
      let (after, before) = handlingSeconds(atChange: from)
      let begun = Handling(
        interval: TruthInterval(fromSecond: from, toSecond: min(to, from + after)),
        settles: isWide && phase.kind.isClasped && phase.kind.place == nil)
      let ending = Handling(
        interval: TruthInterval(fromSecond: max(from, to - before), toSecond: to), settles: false)
      guard isWide else { return [begun, ending] }
      // Nobody touches a binder only because a script begins or ends there.
      return (from == 0 ? [] : [begun]) + (to == care.endSecond ? [] : [ending])
    }
  }

  private func handlingSeconds(atChange second: Int) -> (after: Int, before: Int) {
    guard let settling = parameters.binder.settlingSeconds else { return (60, 30) }
    var generator = SeededGenerator(seed: noiseSeed, stream: UInt64(second) | 1 << 40)
    let after = generator.uniform(settling.lowerBound, settling.upperBound)
    return (Int(after), generator.integer(4, 40))
  }
}
