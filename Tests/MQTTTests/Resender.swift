import Synchronization

@testable import Uplink

/// Sends the messages 1 to `count` until each is acknowledged, over as many connections as it takes.
///
/// The gateway's own outbox does so durably; this one is in memory.
final class Resender: Sendable {
  private struct State {
    var waiting: [Int64]
    var underWay: Set<Int64> = []
    var acknowledged: Set<Int64> = []
    var sent = 0
  }

  private let session: Session
  private let state: Mutex<State>

  init(_ session: Session, count: Int64) {
    self.session = session
    state = Mutex(State(waiting: Array((1...count).reversed())))
  }

  var isDone: Bool { state.withLock { $0.waiting.isEmpty && $0.underWay.isEmpty } }
  var acknowledged: Int { state.withLock { $0.acknowledged.count } }
  var sent: Int { state.withLock { $0.sent } }

  /// One connection, until it ends or all is acknowledged or `limit` more are; false: it never was.
  func connect(until limit: Int = .max) async -> Bool {
    guard await session.connect() != nil else { return false }
    let begin = acknowledged
    _ = await eventually(within: .seconds(30)) {
      take()
      push()
      return session.hasReturned || isDone || acknowledged - begin >= limit
    }
    return true
  }

  /// What was not acknowledged on a connection that is over is to be sent again.
  func again() {
    take()
    state.withLock { state in
      state.waiting += state.underWay.sorted(by: >)
      state.underWay = []
    }
  }

  private func take() {
    let done = session.acknowledged
    state.withLock { state in
      state.underWay.subtract(done)
      state.acknowledged.formUnion(done)
    }
  }

  private func push() {
    state.withLock { state in
      while let next = state.waiting.last, session.send(next) {
        state.waiting.removeLast()
        state.underWay.insert(next)
        state.sent += 1
      }
    }
  }
}
