import CareModel
import Synchronization

@testable import Uplink

/// A timeline that runs a thousand times as fast as the machine's.
final class QuickClock: Sendable {
  private let start = ContinuousClock.now
  private let factor: Int64

  init(factor: Int64 = 1_000) { self.factor = factor }

  var now: Instant {
    let elapsed = (ContinuousClock.now - start).components
    return Instant(
      milliseconds: (elapsed.seconds * 1_000_000 + elapsed.attoseconds / 1_000_000_000_000)
        * factor / 1_000)
  }

  var uplink: UplinkClock {
    UplinkClock(
      now: { self.now },
      sleep: { length in
        try await Task.sleep(for: .microseconds(length.milliseconds * 1_000 / self.factor))
      })
  }
}
