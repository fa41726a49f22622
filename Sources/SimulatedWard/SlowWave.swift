/// A level that wanders between 0 and 1 over minutes: drawn at knots, straight between them.
///
/// It follows from seed and second alone, so that asking in any order gives the same.
struct SlowWave: Sendable {
  let seed: UInt64
  let knotSeconds: Int

  func value(atSecond second: Int) -> Double {
    let knot = second / knotSeconds
    let share = Double(second % knotSeconds) / Double(knotSeconds)
    return drawn(knot) * (1 - share) + drawn(knot + 1) * share
  }

  /// The level of the knot before, which holds until the next.
  func step(atSecond second: Int) -> Double { drawn(second / knotSeconds) }

  private func drawn(_ knot: Int) -> Double {
    var generator = SeededGenerator(seed: seed ^ UInt64(bitPattern: Int64(knot)) << 20)
    return generator.fraction()
  }
}
