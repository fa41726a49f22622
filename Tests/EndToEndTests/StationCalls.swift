import Foundation
import TestSupport
import Testing

/// Asks a station's interface as another program would, over sockets of its own.
struct StationCalls: Sendable {
  struct Reply: Sendable {
    var status: Int
    var body: String

    func json() throws -> JSONValue { try JSONValue(body) }
  }

  struct NoReply: Error { var heard: String }

  let port: Int

  func get(_ path: String) async throws -> Reply {
    try await send("GET \(path) HTTP/1.1\r\n", [:], "")
  }

  /// Acts as the page does; a header of an empty text is left out.
  func act(
    _ path: String, _ body: String, _ headers: [String: String] = [:]
  ) async throws -> Reply {
    let usual = ["X-KMC-Act": "1", "Content-Type": "application/json"]
    return try await send(
      "POST /api/v1/\(path) HTTP/1.1\r\n", usual.merging(headers) { $1 }, body)
  }

  /// Says, as the page does, that the last ward of the stream is on a screen.
  func draw(_ page: StationConnection) async throws {
    guard let sequence = page.wards().last?.json["sequence"]?.number, let name = page.page else {
      return
    }
    _ = try await act("drawn", #"{"page":"\#(name)","sequence":\#(Int(sequence))}"#)
  }

  /// The same again and again until the task is cancelled.
  func drawOnAndOn(_ page: StationConnection) async throws {
    while !Task.isCancelled {
      try await draw(page)
      try await Task.sleep(for: .milliseconds(700))
    }
  }

  /// Everything at a glance, as of now.
  func ward() async throws -> StationWard { StationWard(try await get("/api/v1/ward").json()) }

  /// Waits until the ward is as wanted, and returns it.
  func ward(
    within limit: Duration = .seconds(20), _ wanted: String,
    _ isMet: (StationWard) throws -> Bool
  ) async throws -> StationWard {
    var last: StationWard?
    let isMetInTime = await eventually(within: limit) {
      let now = try await ward()
      last = now
      return try isMet(now)
    }
    return try #require(isMetInTime ? last : nil, "never \(wanted); last: \(last as Any)")
  }

  private func send(
    _ line: String, _ headers: [String: String], _ body: String
  ) async throws -> Reply {
    var text = line + "Host: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    for (name, value) in headers where !value.isEmpty { text += "\(name): \(value)\r\n" }
    if !body.isEmpty { text += "Content-Length: \(body.utf8.count)\r\n" }
    let connection = try StationConnection(port: port, saying: text + "\r\n" + body)
    _ = await eventually(within: .seconds(10), every: .milliseconds(5)) {
      connection.listen()
      return connection.isOver
    }
    let heard = connection.heard
    guard connection.isOver, let end = heard.range(of: "\r\n\r\n"),
      let status = heard.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { throw NoReply(heard: heard) }
    return Reply(status: status, body: String(heard[end.upperBound...]))
  }
}
