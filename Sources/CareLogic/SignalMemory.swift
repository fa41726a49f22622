import CareModel

/// The last value of one signal and when it was measured, so that signals of unlike periods meet.
public struct SignalMemory: Hashable, Codable, Sendable {
  public private(set) var value = 0.0
  public private(set) var measuredAt: Instant?

  public init() {}

  @inlinable public mutating func remember(_ number: Double?, at now: Instant) {
    guard let number else { return }
    store(number, now)
  }

  /// The value, unless it is older than `age`.
  @inlinable public func fresh(at now: Instant, within age: TimeLength) -> Double? {
    guard let measuredAt, now - measuredAt <= age else { return nil }
    return value
  }

  @usableFromInline mutating func store(_ number: Double, _ now: Instant) {
    value = number
    measuredAt = now
  }
}
