import CareModel

/// One signal between two steps of the filter: the mean of what came, or the value that still holds.
struct StepSignal: Hashable, Codable, Sendable {
  private(set) var value = 0.0
  private(set) var heardAt: Instant?
  private var sum = 0.0
  private var count = 0.0

  @inline(__always)
  mutating func take(_ number: Double?, at now: Instant) {
    guard let number else { return }
    sum += number
    count += 1
    heardAt = now
  }

  /// Makes the mean of what came since the last step the value that holds.
  mutating func close() {
    guard count > 0 else { return }
    value = sum / count
    sum = 0
    count = 0
  }

  /// The value, unless it is older than `age`.
  func fresh(at now: Instant, within age: TimeLength) -> Double? {
    guard let heardAt, now - heardAt <= age else { return nil }
    return count > 0 ? sum / count : value
  }
}
