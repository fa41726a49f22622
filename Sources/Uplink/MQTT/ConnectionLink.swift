import Synchronization

/// Between whoever hands messages over and the thread of one connection.
///
/// The lock is held for a few instructions at a time and never while calling out.
final class ConnectionLink: Sendable {
  private struct State {
    var bell = Bell()
    /// Nil: no messages are taken.
    var window: Int?
    var waiting: [DestinationMessage] = []
    /// Handed over, the waiting included, and not yet settled.
    var promised = 0
    var unpromised = 0
    var isStopped = false
    var isResolving = false
    var isAbandoned = false
    var onEnd: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  deinit { finish() }

  /// Readable while there is something to take; -1 where the system had none to give.
  var bell: Int32 { state.withLock { $0.bell.heard } }

  /// Takes a message for the thread; false: the window is full, or there is no connection.
  func offer(_ message: DestinationMessage) -> Bool {
    state.withLock { state in
      guard let window = state.window, !state.isStopped else { return false }
      if message.delivery == .atLeastOnce {
        guard state.promised < window else { return false }
        state.promised += 1
      } else {
        guard state.unpromised < window else { return false }
        state.unpromised += 1
      }
      state.waiting.append(message)
      if state.waiting.count == 1 { state.bell.ring() }
      return true
    }
  }

  /// What was handed over since, and whether the connection is to be ended.
  func take() -> (messages: [DestinationMessage], isStopped: Bool) {
    state.withLock { state in
      state.bell.quiet()
      let messages = state.waiting
      state.waiting.removeAll(keepingCapacity: true)
      return (messages, state.isStopped)
    }
  }

  func open(window: Int) { state.withLock { $0.window = window } }

  /// No more messages are taken.
  func close() { state.withLock { $0.window = nil } }

  /// A message is acknowledged, refused or written: there is room for another.
  func settle(_ promise: DeliveryPromise) {
    state.withLock { state in
      if promise == .atLeastOnce { state.promised -= 1 } else { state.unpromised -= 1 }
    }
  }

  /// Calls `end` once: when the thread has finished, or when it is given up in the resolver.
  func onEnd(_ end: @escaping @Sendable () -> Void) { state.withLock { $0.onEnd = end } }

  /// Asks the thread to end; one that waits for the resolver is left to end by itself.
  func stop() {
    let end = state.withLock { state -> (@Sendable () -> Void)? in
      state.isStopped = true
      state.bell.ring()
      guard state.isResolving else { return nil }
      state.isAbandoned = true
      return Self.takeEnd(&state)
    }
    end?()
  }

  /// False where the connection is not wanted any more.
  func beginResolving() -> Bool {
    state.withLock { state in
      state.isResolving = !state.isStopped
      return state.isResolving
    }
  }

  /// False where nobody waits for the outcome any more: nothing is to be told then.
  func endResolving() -> Bool {
    state.withLock { state in
      state.isResolving = false
      return !state.isAbandoned
    }
  }

  /// Ends it for good; may be called twice.
  func finish() {
    let end = state.withLock { state -> (@Sendable () -> Void)? in
      state.window = nil
      state.bell.remove()
      return Self.takeEnd(&state)
    }
    end?()
  }

  private static func takeEnd(_ state: inout State) -> (@Sendable () -> Void)? {
    defer { state.onEnd = nil }
    return state.onEnd
  }
}
