import Foundation
import TestSupport
import Testing

/// A subscriber that keeps everything: another program, so that nothing of ours judges itself.
struct UplinkRecorder {
  struct Heard {
    var topic: String
    var isRetained: Bool
    var body: String
    /// Nil for what is no JSON document with a name.
    var identifier: String?
  }

  private let child: Child
  private let file: String
  private let scratch: Scratch

  /// Waits until the subscription stands.
  ///
  /// - Parameter qualityOfService: 0 to hear at once what the broker is about to acknowledge.
  init(
    _ broker: Broker, _ name: String = "recorder", qualityOfService: Int = 1,
    port: Int? = nil, options: [String] = []
  ) async throws {
    let scratch = broker.scratch
    let file = name + ".heard"
    self.scratch = scratch
    self.file = file
    child = try Child(
      "stdbuf",
      [
        "-oL", "mosquitto_sub", "-d", "-V", "5", "-h", "127.0.0.1", "-p", "\(port ?? broker.port)",
        "-i",
        name, "-q", "\(qualityOfService)", "-t", "kmc/v1/#", "-F",
        "=%r %t %p",
      ] + options, output: scratch.path(file))
    let isSubscribed = await eventually(every: .milliseconds(3)) {
      scratch.text(file).contains("Subscribed")
    }
    try #require(isSubscribed, "\(scratch.text(file))")
  }

  /// In the order of arrival, so far.
  var heard: [Heard] {
    scratch.text(file).split(separator: "\n").compactMap { line in
      guard line.hasPrefix("=") else { return nil }
      let parts = line.dropFirst().split(
        separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      let body = String(parts[2])
      return Heard(
        topic: String(parts[1]), isRetained: parts[0] == "1", body: body,
        identifier: EventLine(body)?.string("id"))
    }
  }

  /// Bytes heard so far: a cheap sign of progress.
  var size: Int {
    var status = stat()
    return stat(scratch.path(file), &status) == 0 ? Int(status.st_size) : 0
  }

  func bodies(of kind: String) -> [String] {
    heard.filter { $0.topic == "kmc/v1/test/kmc/hub-1/" + kind }.map(\.body)
  }

  func stop() { child.end(SIGKILL) }
}

extension [UplinkRecorder.Heard] {
  /// What was queued for good: not health, readings or presence.
  var queued: [UplinkRecorder.Heard] {
    filter { heard in ["/day", "/session", "/alarm"].contains { heard.topic.hasSuffix($0) } }
  }
}
