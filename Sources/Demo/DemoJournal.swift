import CareModel
import GatewayRuntime
import Synchronization

/// Keeps the day's events for the comparison at its end.
final class DemoJournal: Sendable {
  private let kept = Mutex<[CareEvent]>([])

  var events: [CareEvent] { kept.withLock { $0 } }

  func add(_ observation: Observation) {
    if case .event(let event, _) = observation { kept.withLock { $0.append(event) } }
  }
}
