import CareModel
import GatewayCore

/// What probes and ward thermometers read over the last day, in equal steps, for the page's plots.
struct TemperatureHistory: Sendable {
  /// 2 min, local choice: a day in 720 points, as many as a page can show.
  static let step = TimeLength.minutes(2)
  static let stepsAtMost = 720

  private struct Series: Sendable {
    /// The step's number since the timeline began, and the sum and count of what came in it.
    var sums: [Int64: (sum: Double, count: Int)] = [:]

    mutating func add(_ degrees: Double, to number: Int64, after oldest: Int64) {
      sums[number, default: (0, 0)].sum += degrees
      sums[number, default: (0, 0)].count += 1
      if sums.count > TemperatureHistory.stepsAtMost { sums = sums.filter { $0.key > oldest } }
    }
  }

  private var series: [DeviceIdentifier: Series] = [:]

  /// Takes a sample that arrived at `now`; what is no temperature is left out.
  mutating func take(_ sample: Sample, at now: Instant) {
    guard case .value(let temperature) = sample.reading.temperature else { return }
    let number = Self.number(sample.measuredAt ?? now)
    let newest = Self.number(now)
    let oldest = newest - Int64(Self.stepsAtMost)
    guard number > oldest, number <= newest else { return }
    // In place: a copy of a day for each sample would hold up whoever announces.
    series[sample.device, default: Series()].add(temperature.degrees, to: number, after: oldest)
  }

  /// Forgets what a device has read: from here on it is on another infant.
  mutating func forget(_ device: DeviceIdentifier) { series[device] = nil }

  /// The last `steps` steps up to now, oldest first; nil where nothing was read since `since`.
  func degrees(
    of device: DeviceIdentifier?, steps: Int, since: Instant = .zero, at now: Instant
  ) -> [Double?] {
    let last = Self.number(now)
    let first = Self.number(since)
    guard let device, let known = series[device] else {
      return Array(repeating: nil, count: steps)
    }
    return (0..<steps).map { index in
      let number = last - Int64(steps - 1 - index)
      return number < first
        ? nil
        : known.sums[number].map { mean in
          (mean.sum / Double(mean.count) * 100).rounded() / 100
        }
    }
  }

  private static func number(_ instant: Instant) -> Int64 {
    instant.milliseconds / step.milliseconds
  }
}
