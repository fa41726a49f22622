import CareModel
import Relay
import ServiceLifecycle
import Uplink

/// A station's ear at the broker under the service lifecycle.
struct BrokerListening: Service {
  let source: BrokerStationSource

  func run() async throws {
    await cancelWhenGracefulShutdown { await source.run() }
  }
}

extension UplinkClock {
  /// The machine's running clock.
  static let machine = UplinkClock(
    now: { MonotonicTime.now },
    sleep: { try await Task.sleep(for: .milliseconds($0.milliseconds)) })
}
