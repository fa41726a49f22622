import GatewayRuntime
import Synchronization

/// Ends the demo's waits when nothing has moved for long, so that a fault shows and nothing hangs.
final class DemoWatchdog: Sendable {
  private let steps = Mutex(0)
  private static let patience = Duration.seconds(30)

  func noteProgress() { steps.withLock { $0 += 1 } }

  func run(_ gateway: Gateway, _ clock: VirtualClock) async {
    var seen = -1
    while !Task.isCancelled {
      let now = steps.withLock { $0 }
      if now == seen {
        await gateway.abandonWaits()
        clock.abandonWaits()
      }
      seen = now
      do { try await Task.sleep(for: Self.patience) } catch { return }
    }
  }
}
