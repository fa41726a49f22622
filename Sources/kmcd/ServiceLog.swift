import CareModel
import Logging
import ServiceManager
import Synchronization

/// The daemon's log: every line once, at most ten a minute of one source, repeats counted.
final class ServiceLog: Sendable {
  /// All serial lines together: a broken hub takes many with it.
  static let ports = "ports"
  static let gateway = "gateway"
  static let configuration = "configuration"

  private struct State {
    var level: Logger.Level
    var limiter = LogLimiter()
  }

  private let state: Mutex<State>
  private let queue: LogQueue
  private let now: @Sendable () -> Instant

  init(_ logger: Logger, now: @escaping @Sendable () -> Instant = { MonotonicTime.now }) {
    state = Mutex(State(level: logger.logLevel))
    var writer = logger
    // The level is asked before: the writer takes what it is given.
    writer.logLevel = .trace
    queue = LogQueue { [writer] level, text in writer.log(level: level, "\(text)") }
    self.now = now
  }

  /// Writes each line of the text, or counts it.
  func write(_ level: Logger.Level, of source: String, _ text: String) {
    let instant = now()
    state.withLock { state in
      guard level >= state.level else { return }
      for line in text.split(separator: "\n").map(String.init)
      where state.limiter.mayWrite(line, of: source, at: instant) {
        queue.add(level, line)
      }
    }
  }

  /// Writes what somebody did, each time: whoever acts is bounded where he acts, and nothing that he
  /// sends first may hide what he does then.
  func audit(_ text: String) {
    let line = text.split(separator: "\n").joined(separator: " ")
    queue.add(.notice, line)
  }

  /// Waits until all is written, a second at most.
  func drain() async { await queue.drain() }

  func change(level: Logger.Level) {
    state.withLock { $0.level = level }
  }

  /// Tells once a minute what was held back, until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      do { try await Task.sleep(for: Self.summaryPause) } catch { return }
      let instant = now()
      state.withLock { state in
        for summary in state.limiter.takeSummaries(at: instant) {
          queue.add(.notice, "\(summary.source): \(summary.text)")
        }
      }
    }
  }

  /// Often enough that a summary comes within 10 s of its minute.
  private static let summaryPause = Duration.seconds(10)
}
