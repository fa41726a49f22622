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
    /// The thread looks by itself before long: what may wait so long rings no bell.
    var isLingering = false
    /// The bell was rung and the thread has not yet answered it.
    var hasRung = false
    var isStopped = false
    var isResolving = false
    var isAbandoned = false
    var onEnd: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// Readings that wait are handed over together, at the latest after this long.
  ///
  /// 20 ms, local choice: nobody sees it, and at hundreds a second it saves most wakings.
  static let lingerMilliseconds: Int64 = 20
  /// What may wait that nobody promised, in messages: a second of forty lines at full speed.
  private static let unpromisedMost = 4096
  /// So many readings do not wait for the end of the linger, in messages.
  private static let ringsFrom = 64

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
        guard state.unpromised < Self.unpromisedMost else { return false }
        state.unpromised += 1
      }
      state.waiting.append(message)
      let canWait = message.delivery == .atMostOnce && state.isLingering
      if !state.hasRung, !canWait || state.waiting.count >= Self.ringsFrom {
        state.hasRung = true
        state.bell.ring()
      }
      return true
    }
  }

  /// What was handed over since, and whether the connection is to be ended.
  func take(
    bellRang: Bool, lingering: Bool
  ) -> (messages: [DestinationMessage], isStopped: Bool) {
    state.withLock { state in
      if bellRang {
        state.bell.quiet()
        state.hasRung = false
      }
      var messages: [DestinationMessage] = []
      swap(&messages, &state.waiting)
      state.isLingering = lingering || messages.contains { $0.delivery == .atMostOnce }
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
