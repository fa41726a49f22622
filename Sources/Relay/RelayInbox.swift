import Synchronization

/// What others tell a relay, kept in order and bounded until its one task takes it.
final class RelayInbox<Element: Sendable>: Sendable {
  private struct State {
    var elements: [Element] = []
    var dropped = 0
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state: Mutex<State>
  private let countMost: Int

  init(countMost: Int) {
    self.countMost = countMost
    state = Mutex(State())
  }

  /// False where there is no room; whoever floods loses what he sends last.
  ///
  /// `isOwn` is for the few that are never too many, and must not be lost in a flood of others.
  @discardableResult
  func add(_ element: Element, isOwn: Bool = false) -> Bool {
    let (isTaken, waiter) = state.withLock { state in
      guard isOwn || state.elements.count < countMost else {
        state.dropped += 1
        return (false, nil as CheckedContinuation<Void, Never>?)
      }
      state.elements.append(element)
      defer { state.waiter = nil }
      return (true, state.waiter)
    }
    waiter?.resume()
    return isTaken
  }

  /// Takes out everything, and how many had no room.
  func take() -> (elements: [Element], dropped: Int) {
    state.withLock { state in
      defer {
        state.elements = []
        state.dropped = 0
      }
      return (state.elements, state.dropped)
    }
  }

  /// Returns when there is something, or its task is cancelled; one task at a time waits.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDone = state.withLock { state in
          if !state.elements.isEmpty { return true }
          state.waiter = continuation
          return false
        }
        if isDone || Task.isCancelled { release(continuation, isDone: isDone) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        defer { state.waiter = nil }
        return state.waiter
      }
      waiter?.resume()
    }
  }

  /// Resumes once: whoever takes the waiter out of the state resumes it.
  private func release(_ continuation: CheckedContinuation<Void, Never>, isDone: Bool) {
    if isDone {
      continuation.resume()
      return
    }
    let waiter = state.withLock { state in
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }
}
