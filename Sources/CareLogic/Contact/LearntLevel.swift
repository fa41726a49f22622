import Glibc

/// A level of one signal, learnt from the device itself while the situation left no doubt.
struct LearntLevel: Hashable, Codable, Sendable {
  private(set) var mean = 0.0
  /// The mean distance from the mean.
  private(set) var deviation = 0.0
  /// For how long it has been learnt from, a day at most.
  private(set) var seconds = 0.0

  /// Follows `value`, quickly at first and then within `memory` seconds.
  mutating func learn(_ value: Double, over elapsed: Double, memory: Double) {
    let rate = elapsed / (min(seconds, memory) + elapsed)
    if seconds > 0 { deviation += rate * (abs(value - mean) - deviation) }
    mean += rate * (value - mean)
    seconds = min(seconds + elapsed, 86_400)
  }

  /// How far what was learnt replaces what was expected, 0 to 1.
  func known(after settling: Double) -> Double { seconds / (seconds + settling) }

  /// Whether `value` is so far from what was learnt that it tells of something else.
  func isStranger(_ value: Double, learntSpread: Double) -> Bool {
    seconds > Self.trustedAfterSeconds
      && abs(value - mean) > 3 * max(learntSpread, 1.5 * deviation)
  }

  /// Local choice: an hour of one level makes it the device's own.
  private static let trustedAfterSeconds = 3600.0

  /// Takes `value` for the level at once, believed as much as before.
  mutating func move(to value: Double) { mean = value }

  /// The level to reckon with; once learnt it is as wide as the device has shown, and no narrower than `learntSpread`.
  func level(expected: Double, spread: Double, learntSpread: Double) -> Level {
    let known = known(after: Self.settlesInSeconds)
    let learnt = max(learntSpread, 1.5 * deviation)
    return Level(
      mean: expected + known * (mean - expected), spread: spread + known * (learnt - spread))
  }

  /// Local choice, because after five minutes a level says more than the expectation does.
  private static let settlesInSeconds = 300.0

  struct Level {
    var mean: Double
    var spread: Double

    func density(_ value: Double) -> Double { bell(value, mean, spread) }

    /// The density's logarithm but for a constant; it never overflows.
    func logDensity(_ value: Double) -> Double {
      let distance = (value - mean) / spread
      return -0.5 * distance * distance - log(spread)
    }

    /// The level once a reading of `least` was seen: what is lower becomes unlikely.
    ///
    /// `unknown` says how far nothing tells full from half contact, 0 to 1: then the mean of the
    /// bell above `least` is expected, and else no more than was seen.
    func atLeast(_ least: Double, spread floor: Double, unknown: Double) -> Level {
      let cut = (least - mean) / spread
      let hazard =
        exp(-cut * cut / 2) / (2 * Double.pi).squareRoot()
        / max(0.001, erfc(cut / 2.0.squareRoot()) / 2)
      let narrowed = spread * max(0, 1 + cut * hazard - hazard * hazard).squareRoot()
      let seen = max(mean, least)
      let within = min(spread, max(floor, abs(mean - least)))
      return Level(
        mean: seen + unknown * (mean + spread * hazard - seen),
        spread: max(floor, within + unknown * (narrowed - within)))
    }
  }
}
