import CareModel
import GatewayRuntime
import Synchronization

/// A clock that stands still until its driver moves it, so that a busy machine changes nothing.
public final class VirtualClock: GatewayClock {
  private struct Sleeper {
    var due: Instant
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now: Instant
    var sleepers: [Int: Sleeper] = [:]
    var lastSleeper = 0
    var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state: Mutex<State>

  public init(showing instant: Instant) { state = Mutex(State(now: instant)) }

  public var now: Instant { state.withLock { $0.now } }

  /// When the next sleeper wants to wake; nil when nobody sleeps.
  var nextWake: Instant? { state.withLock { $0.sleepers.values.map(\.due).min() } }

  var sleeperCount: Int { state.withLock { $0.sleepers.count } }

  public func sleep(until instant: Instant) async throws {
    let number = state.withLock { state in
      state.lastSleeper += 1
      return state.lastSleeper
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        fallAsleep(number, Sleeper(due: instant, continuation: continuation))
      }
    } onCancel: {
      let sleeper = state.withLock { $0.sleepers.removeValue(forKey: number) }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }

  private func fallAsleep(_ number: Int, _ sleeper: Sleeper) {
    if Task.isCancelled {
      sleeper.continuation.resume(throwing: CancellationError())
      return
    }
    let watchers = state.withLock { state in
      state.sleepers[number] = sleeper
      let asleep = state.sleepers.count
      let met = state.watchers.filter { $0.count <= asleep }
      state.watchers.removeAll { $0.count <= asleep }
      return met
    }
    for watcher in watchers { watcher.continuation.resume() }
  }

  /// Moves time to `instant` and wakes who is due; returns how many that were.
  func advance(to instant: Instant) -> Int {
    let due = state.withLock { state in
      state.now = max(state.now, instant)
      let now = state.now
      let due = state.sleepers.filter { $0.value.due <= now }.sorted { $0.key < $1.key }
      for (number, _) in due { state.sleepers[number] = nil }
      return due.map(\.value)
    }
    for sleeper in due { sleeper.continuation.resume() }
    return due.count
  }

  /// Returns once at least `count` tasks sleep.
  func waitForSleepers(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isMet = state.withLock { state in
        if state.sleepers.count >= count { return true }
        state.watchers.append((count, continuation))
        return false
      }
      if isMet { continuation.resume() }
    }
  }

  /// Lets whoever waits for sleepers go on, because the demo has come to a stop.
  func abandonWaits() {
    let watchers = state.withLock { state in
      defer { state.watchers = [] }
      return state.watchers
    }
    for watcher in watchers { watcher.continuation.resume() }
  }
}
