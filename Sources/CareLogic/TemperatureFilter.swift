import CareModel

/// Smooths a temperature so that one noisy sample neither raises nor hides an alarm.
///
/// The median of the last three samples, then a first-order low pass in time, not in samples.
public struct TemperatureFilter: Hashable, Codable, Sendable {
  /// The filtered value; nil before the first sample.
  public private(set) var value: Celsius?
  public private(set) var updatedAt: Instant?
  private var previous: Double?
  private var beforePrevious: Double?

  public init() {}

  /// Takes one sample; after a gap longer than `restartAfter` the filter starts anew.
  public mutating func observe(
    _ sample: Celsius, at now: Instant, timeConstant: TimeLength, restartAfter: TimeLength
  ) {
    guard let last = updatedAt, let filtered = value, now - last <= restartAfter else {
      self = TemperatureFilter()
      value = sample
      previous = sample.degrees
      updatedAt = now
      return
    }
    let middle = median(sample.degrees)
    let elapsed = (now - last).seconds
    let weight = elapsed / (elapsed + timeConstant.seconds)
    value = Celsius(filtered.degrees + weight * (middle - filtered.degrees))
    updatedAt = now
    beforePrevious = previous
    previous = sample.degrees
  }

  /// Forgets everything, as of another sensor.
  public mutating func reset() { self = TemperatureFilter() }

  /// Forgets the dynamics, as after a restart, but not when it was last heard; the next sample
  /// counts in full.
  public mutating func restart() {
    let heard = updatedAt
    self = TemperatureFilter()
    updatedAt = heard
  }

  private func median(_ sample: Double) -> Double {
    guard let first = previous, let second = beforePrevious else { return sample }
    return max(min(first, second), min(max(first, second), sample))
  }
}
