import CareModel

/// So much in a minute and no more, with a minute's worth at once after a rest.
struct TokenBucket: Hashable, Sendable {
  private let perMinute: Int64
  /// One take costs `cost`; each millisecond gives `perMinute` back, so that nothing is rounded.
  private var level: Int64
  private var filledAt: Instant

  private static let cost: Int64 = 60_000

  init(perMinute: Int, at now: Instant) {
    self.perMinute = Int64(perMinute)
    level = Int64(perMinute) * Self.cost
    filledAt = now
  }

  /// Nil where it is allowed, and taken; otherwise how long to wait.
  mutating func take(at now: Instant) -> TimeLength? {
    fill(at: now)
    guard level < Self.cost else {
      level -= Self.cost
      return nil
    }
    return TimeLength(milliseconds: (Self.cost - level + perMinute - 1) / perMinute)
  }

  func isFull(at now: Instant) -> Bool {
    var later = self
    later.fill(at: now)
    return later.level >= perMinute * Self.cost
  }

  private mutating func fill(at now: Instant) {
    guard now > filledAt else { return }
    // A minute fills it whatever it held: a longer rest adds nothing.
    let milliseconds = min((now - filledAt).milliseconds, Self.cost)
    level = min(level + milliseconds * perMinute, perMinute * Self.cost)
    filledAt = now
  }
}
