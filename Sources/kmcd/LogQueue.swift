import Foundation
import Logging
import Synchronization

/// Writes lines on a thread of its own: a journal that stalls must not stall the gateway.
///
/// What finds no room is dropped and counted, and the count is a line of its own.
final class LogQueue: Sendable {
  private struct State {
    var lines: [(level: Logger.Level, text: String)] = []
    var dropped = 0
    var isWriting = false
  }

  private let state = Mutex(State())
  private let isWanted = DispatchSemaphore(value: 0)

  /// Local choice: some hours of a healthy log, 200 kB at most.
  private static let room = 1_000

  init(_ write: @escaping @Sendable (Logger.Level, String) -> Void) {
    let thread = Thread { [self] in
      while true {
        isWanted.wait()
        while let next = takeFirst() { write(next.level, next.text) }
      }
    }
    thread.name = "log"
    thread.start()
  }

  func add(_ level: Logger.Level, _ text: String) {
    state.withLock { state in
      guard state.lines.count < Self.room else {
        state.dropped += 1
        return
      }
      state.lines.append((level, text))
    }
    isWanted.signal()
  }

  /// Waits until all is written, a second at most.
  func drain() async {
    for _ in 0..<100 {
      if state.withLock({ $0.lines.isEmpty && !$0.isWriting }) { return }
      do { try await Task.sleep(for: .milliseconds(10)) } catch { return }
    }
  }

  private func takeFirst() -> (level: Logger.Level, text: String)? {
    state.withLock { state in
      state.isWriting = false
      if state.dropped > 0, state.lines.count < Self.room {
        state.lines.append(
          (.warning, "\(state.dropped) lines were lost: the log did not take them"))
        state.dropped = 0
      }
      guard !state.lines.isEmpty else { return nil }
      state.isWriting = true
      return state.lines.removeFirst()
    }
  }
}
