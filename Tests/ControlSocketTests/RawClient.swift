import Glibc

/// A client that does what a well-behaved one would not.
final class RawClient: Sendable {
  private let descriptor: CInt

  init(_ path: String) throws {
    let kind = CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    descriptor = socket(AF_UNIX, kind, 0)
    guard withAddress(of: path, { [descriptor] in connect(descriptor, $0, $1) }) == 0 else {
      let code = errno
      close(descriptor)
      throw FixtureError.system("connect", code)
    }
  }

  deinit { close(descriptor) }

  /// Sends as much as the system takes, and returns how many bytes that was.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Int {
    Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL))
  }

  @discardableResult
  func send(_ text: String) -> Int { send(Array(text.utf8)) }

  func endSending() { shutdown(descriptor, CInt(SHUT_WR)) }

  /// Everything until the server ends it.
  func readToEnd(within limit: Duration = .seconds(10)) async throws -> String {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    try await eventually("the end of the reply", within: limit) {
      while true {
        let count = recv(descriptor, &chunk, chunk.count, 0)
        if count > 0 {
          all.append(contentsOf: chunk[..<count])
        } else if count == 0 {
          return true
        } else if errno == EAGAIN {
          return false
        } else {
          throw FixtureError.system("recv", errno)
        }
      }
    }
    return String(decoding: all, as: UTF8.self)
  }

  /// Whether the server has closed its side, told without reading anything.
  var isHungUp: Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLHUP), revents: 0)
    return poll(&state, 1, 0) > 0 && state.revents & Int16(POLLHUP) != 0
  }
}
