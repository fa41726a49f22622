import Store
import Synchronization

/// What destination and outbox say, kept in order until the uplink's one task takes it.
final class UplinkInbox: Sendable {
  private struct State {
    var events: [(connection: Int, event: DestinationEvent)] = []
    var hasNews = false
  }

  private let state = Mutex(State())
  private let bell = Doorbell()

  func add(_ event: DestinationEvent, of connection: Int) {
    state.withLock { $0.events.append((connection, event)) }
    bell.ring()
  }

  /// New rows were committed.
  func addNews() {
    state.withLock { $0.hasNews = true }
    bell.ring()
  }

  var isEmpty: Bool { state.withLock { $0.events.isEmpty && !$0.hasNews } }

  /// Takes out everything; what an earlier connection said means nothing any more.
  func take(of connection: Int) -> [DeliveryInput] {
    state.withLock { state in
      defer { state = State() }
      let told = state.events.filter { $0.connection == connection }.map {
        DeliveryInput.told($0.event)
      }
      return state.hasNews ? told + [.committed] : told
    }
  }

  /// Returns when something was added since the last `take`, or the task is cancelled.
  func wait() async { await bell.wait() }
}
