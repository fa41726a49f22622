/// How long to wait before a port is opened again: doubling from `initial` up to `cap`.
public struct BackOff: Hashable, Sendable {
  public let initial: Duration
  public let cap: Duration
  private var next: Duration

  /// Local choice: a quarter of a second lets udev make the links, ten seconds finds a re-plugged
  /// cable before the nurse leaves the bed.
  public init(initial: Duration = .milliseconds(250), cap: Duration = .seconds(10)) {
    self.initial = min(initial, cap)
    self.cap = cap
    next = self.initial
  }

  /// The wait before the next attempt; each call doubles the one after it.
  public mutating func nextDelay() -> Duration {
    defer { next = min(next * 2, cap) }
    return next
  }

  public mutating func reset() { next = initial }
}
