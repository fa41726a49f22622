import Foundation
import Synchronization

/// A real mosquitto on a free port of the loopback, with a configuration of its own.
package final class Broker: Sendable {
  package let port: Int
  package let scratch: Scratch
  private let child = Mutex<Child?>(nil)

  /// `lines` are added to a configuration that lets everybody in, unless they say otherwise.
  package init(_ lines: [String] = ["allow_anonymous true"], scratch: Scratch? = nil) throws {
    self.scratch = try scratch ?? Scratch()
    port = LocalSocket.freePort()
    let own = [
      // Started by root it would change to a user who may not read the folder.
      "user root", "persistence false", "log_type all", "connection_messages true",
      "listener \(port) 127.0.0.1", "max_inflight_messages 0", "max_queued_messages 0",
    ]
    try self.scratch.write(
      "mosquitto.conf", (own + lines).joined(separator: "\n") + "\n", mode: 0o644)
    try start()
  }

  deinit { stop() }

  /// Starts it and waits until it listens.
  package func start() throws {
    let started = try Child(
      "mosquitto", ["-c", scratch.path("mosquitto.conf")], output: scratch.path("broker.log"))
    child.withLock { $0 = started }
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline, started.isRunning {
      let file = LocalSocket.connect(port: port)
      if file >= 0 {
        close(file)
        return
      }
      usleep(2000)
    }
    throw BrokerError(log: log)
  }

  /// Ends it without a word to anybody, as a power cut would.
  package func kill() { child.withLock { $0 }?.end(SIGKILL) }

  package func stop() { child.withLock { $0 }?.end(SIGTERM) }

  /// Not a byte more is read or written until it goes on.
  package func freeze() {
    if let child = child.withLock({ $0 }) { Foundation.kill(child.identifier, SIGSTOP) }
  }

  package func thaw() {
    if let child = child.withLock({ $0 }) { Foundation.kill(child.identifier, SIGCONT) }
  }

  /// Reads certificates and passwords anew.
  package func reload() {
    if let child = child.withLock({ $0 }) { Foundation.kill(child.identifier, SIGHUP) }
  }

  package var log: String { scratch.text("broker.log") }
}

package struct BrokerError: Error, CustomStringConvertible {
  package var log: String
  package var description: String { "mosquitto does not listen: \(log)" }
}
