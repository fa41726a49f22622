import Foundation
import Synchronization
import TestSupport

/// One connection to a station, of which as much is heard as the test listens to.
final class StationConnection: Sendable {
  struct Refused: Error { var port: Int }

  private struct State {
    var bytes: [UInt8] = []
    var isOver = false
  }

  private let file: Int32
  private let state = Mutex(State())

  init(port: Int, saying text: String) throws {
    file = LocalSocket.connect(port: port)
    guard file >= 0 else { throw Refused(port: port) }
    let bytes = Array(text.utf8)
    guard send(file, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw Refused(port: port)
    }
  }

  deinit { close(file) }

  /// Opens the stream of events.
  convenience init(eventsOf port: Int) throws {
    try self.init(
      port: port, saying: "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
  }

  /// Takes what has come since the last time, without waiting.
  func listen() {
    state.withLock { state in
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while !state.isOver {
        let count = recv(file, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if count < 0 && (errno == EAGAIN || errno == EINTR) { return }
        if count <= 0 { state.isOver = true } else { state.bytes += buffer[..<count] }
      }
    }
  }

  /// Whether the other side has closed it.
  var isOver: Bool { state.withLock { $0.isOver } }

  var heard: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

  /// A line break of HTTP is one character to a string, and would hide the next line.
  private var lines: [String] {
    state.withLock { $0.bytes }.split { $0 == 0x0A || $0 == 0x0D }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The wards of the stream so far, the oldest first; what is cut off is left out.
  func wards() -> [StationWard] {
    listen()
    return lines.compactMap { line in
      guard line.hasPrefix("data: "), let value = try? JSONValue(String(line.dropFirst(6))),
        value["beds"] != nil
      else { return nil }
      return StationWard(value)
    }
  }

  /// The name of the stream, as a page tells it back.
  var page: String? {
    lines.first { $0.lowercased().hasPrefix("x-kmc-page: ") }.map { String($0.dropFirst(12)) }
  }

  /// How many heartbeats were heard.
  func beats() -> Int {
    listen()
    return lines.count { $0.hasPrefix("event: heartbeat") }
  }
}
