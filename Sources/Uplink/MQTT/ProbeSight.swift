import Synchronization

/// What a probe's connection told, until its end.
final class ProbeSight: Sendable {
  private struct State {
    var isOpen = false
    var isOver = false
    var refusal: String?
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  var isOpen: Bool { state.withLock { $0.isOpen } }
  var refusal: String? { state.withLock { $0.refusal } }

  func open() { state.withLock { $0.isOpen = true } }

  /// The first end counts.
  func end(refusal: String?) {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard !state.isOver else { return nil }
      state.isOver = true
      state.refusal = refusal
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// To be called once.
  func waitForEnd() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if !state.isOver { state.waiter = continuation }
        return state.isOver
      }
      if isOver { continuation.resume() }
    }
  }
}
