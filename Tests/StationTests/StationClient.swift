import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Testing

/// A client that says exactly what it is told to, for requests that a decent one never makes.
struct StationClient: Sendable {
  struct Reply: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: String

    func header(_ name: String) -> String? {
      headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
  }

  struct TimedOut: Error { var heard: String }
  struct NotHTTP: Error { var heard: String }

  /// Longer than any answer takes, shorter than a patient person.
  static let patience = Duration.seconds(20)

  var port: Int
  var tls: NIOSSLContext?
  /// Sent with every request.
  var headers: [String: String] = [:]

  init(port: Int) { self.port = port }

  func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Reply {
    try await send("GET", path, headers)
  }

  /// Sends an act as the page does; a header of an empty text is left out.
  func act(
    _ path: String, _ body: String, _ headers: [String: String] = [:]
  ) async throws -> Reply {
    let usual = ["X-KMC-Act": "1", "Content-Type": "application/json"]
    return try await send("POST", path, usual.merging(headers) { $1 }, body)
  }

  func send(
    _ method: String, _ path: String, _ headers: [String: String] = [:], _ body: String = ""
  ) async throws -> Reply {
    let fields = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
      .merging(self.headers) { $1 }.merging(headers) { $1 }.filter { !$0.value.isEmpty }
    var text = "\(method) \(path) HTTP/1.1\r\n"
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) { text += "\(name): \(value)\r\n" }
    if !body.isEmpty { text += "Content-Length: \(body.utf8.count)\r\n" }
    return try Self.parse(try await exchange(text + "\r\n" + body))
  }

  /// Sends some bytes and collects what comes until the other side closes, or `isEnough`.
  func exchange(
    _ text: String, until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }
  ) async throws -> String {
    try await connected { inbound, outbound in
      try await outbound.write(ByteBuffer(string: text))
      var heard = ""
      for try await part in inbound {
        heard += String(buffer: part)
        if isEnough(heard) { break }
      }
      return heard
    }
  }

  /// Opens the event stream and collects until `isEnough`.
  func events(
    _ headers: [String: String] = [:], until isEnough: @escaping @Sendable (String) -> Bool
  ) async throws -> String {
    var text = "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    return try await exchange(text + "\r\n", until: isEnough)
  }

  func connected<Value: Sendable>(
    _ body:
      @escaping @Sendable (
        NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>
      ) async throws -> Value
  ) async throws -> Value {
    let tls = tls
    let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: tls, serverHostname: nil))
          }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask {
        try await connection.executeThenClose { inbound, outbound in
          try await body(inbound, outbound)
        }
      }
      group.addTask {
        try await Task.sleep(for: Self.patience)
        throw TimedOut(heard: "")
      }
      defer { group.cancelAll() }
      return try #require(try await group.next())
    }
  }

  private static func parse(_ text: String) throws -> Reply {
    guard let end = text.range(of: "\r\n\r\n") else { throw NotHTTP(heard: text) }
    var lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    let words = lines.removeFirst().split(separator: " ")
    guard words.count >= 2, let status = Int(words[1]) else { throw NotHTTP(heard: text) }
    let headers = lines.map { line in
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      return (name: parts[0], value: parts.count > 1 ? String(parts[1].dropFirst()) : "")
    }
    return Reply(status: status, headers: headers, body: String(text[end.upperBound...]))
  }
}
