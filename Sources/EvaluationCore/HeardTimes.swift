import CareModel
import GatewayCore
import SimulatedWard

/// When each device was last heard, as it arrived: the longer silences are kept.
struct HeardTimes: Sendable {
  private var last: [DeviceIdentifier: Instant] = [:]
  private var gaps: [DeviceIdentifier: [TruthInterval]] = [:]

  /// Shorter ones are no silence.
  private static let least = TimeLength.seconds(150)

  mutating func take(_ input: WardInput, at now: Instant) {
    guard case .sample(let sample) = input, sample.measuredAt == nil else { return }
    let before = last[sample.device] ?? .zero
    last[sample.device] = now
    if now - before > Self.least {
      gaps[sample.device, default: []].append(TruthInterval(from: before, to: now))
    }
  }

  /// The silences of a device, the one that lasts until the end too.
  func silences(of device: DeviceIdentifier, until end: Instant) -> [TruthInterval] {
    let last = last[device] ?? .zero
    let open = end - last > Self.least ? [TruthInterval(from: last, to: end)] : []
    return (gaps[device] ?? []) + open
  }
}
