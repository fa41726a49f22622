import Foundation
import Store
import TestSupport
import Testing

extension Bedside {
  /// The lines of `uplink` for a broker of the loopback; keys given here take the place of these.
  static func uplink(port: Int, _ keys: [String: String] = [:]) -> String {
    let quick = [
      "host": "127.0.0.1", "port": "\(port)", "tls": "off", "retry_first_s": "0.1",
      "retry_at_most_s": "1", "health_period_s": "10", "backlog_per_s": "10000",
    ]
    let all = quick.merging(keys) { $1 }.sorted { $0.key < $1.key }
    return "uplink:\n" + all.map { "  \($0.key): \($0.value)\n" }.joined()
  }

  func configuration(
    uplinkPort port: Int, _ keys: [String: String] = [:], store: String? = nil
  ) -> String {
    configuration(store: store) + Self.uplink(port: port, keys)
  }

  /// Waits until everything that waits for the broker has reached it.
  @discardableResult
  func drained(within limit: Duration = .seconds(20)) async throws -> WardStatus.Uplink {
    let status = try await status(within: limit, "drained") {
      $0.uplink?.connected == true && $0.uplink?.messages == 0
    }
    return try #require(status.uplink)
  }

  /// Ends the daemon when all is sent, and returns what the store says.
  ///
  /// What is decided in the very moment of the end goes out with another run, which is started.
  func endWithEverythingSent(
    _ daemon: KmcdProcess, within limit: Duration = .seconds(20), in path: String? = nil
  ) async throws -> StoredMessages {
    let path = path ?? store
    var daemon = daemon
    for _ in 0..<5 {
      try await drained(within: limit)
      daemon.send(SIGTERM)
      let ending = try await daemon.ending()
      #expect(ending.code == 0, "\(ending.errors)")
      if try await Self.waiting(in: path) == 0 { break }
      daemon = try await startAgain()
    }
    #expect(try await Self.waiting(in: path) == 0)
    return try await StoredMessages(path)
  }

  /// Messages in the queue of a daemon that has ended.
  static func waiting(in path: String) async throws -> Int64 {
    let store = try Store.open(at: path).store
    let rows = try await store.outbox.fill().rows
    try store.close()
    return rows
  }

  /// Alarms come and go as batteries do; ends with the task.
  func stirBatteries(every pause: Duration = .milliseconds(300)) -> Task<Void, Never> {
    Task {
      var isLow = false
      while !Task.isCancelled {
        isLow.toggle()
        change { [isLow] in $0.batteryMillivolts = isLow ? 2000 : 3000 }
        try? await Task.sleep(for: pause)
      }
    }
  }

  /// How many lines the daemon wrote about the uplink.
  static func uplinkLines(_ daemon: KmcdProcess) -> [String] {
    daemon.errors.split(separator: "\n").filter { $0.contains("uplink:") }.map(String.init)
  }
}
