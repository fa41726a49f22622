import CareModel
import Synchronization

/// Waits for work that may never end, and no longer than told.
enum BoundedWait {
  /// What the work gave, or nil where it did not in time; it is then cancelled and left to itself.
  ///
  /// Does not end early when the task is cancelled, and the work does not see that.
  static func run<Value: Sendable>(
    within limit: TimeLength, _ work: @escaping @Sendable () async -> Value
  ) async -> Value? {
    let race = Race<Value>()
    return await withCheckedContinuation { continuation in
      race.begin(continuation)
      let working = Task { race.end(await work()) }
      let timing = Task {
        do { try await Task.sleep(for: limit.duration) } catch { return }
        race.end(nil)
        working.cancel()
      }
      race.atEnd { timing.cancel() }
    }
  }
}

/// Resumes once, whoever comes first.
private final class Race<Value: Sendable>: Sendable {
  private struct State {
    var continuation: CheckedContinuation<Value?, Never>?
    var hasEnded = false
    var end: (@Sendable () -> Void)?
  }
  private let state = Mutex(State())

  func begin(_ continuation: CheckedContinuation<Value?, Never>) {
    state.withLock { $0.continuation = continuation }
  }

  /// Called at the end, or at once where that has come already.
  func atEnd(_ end: @escaping @Sendable () -> Void) {
    let isOver = state.withLock { state in
      if !state.hasEnded { state.end = end }
      return state.hasEnded
    }
    if isOver { end() }
  }

  func end(_ value: Value?) {
    let (continuation, end) = state.withLock { state in
      defer { state = State(continuation: nil, hasEnded: true, end: nil) }
      return (state.continuation, state.end)
    }
    continuation?.resume(returning: value)
    end?()
  }
}
