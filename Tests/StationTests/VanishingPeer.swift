import Glibc

/// An open page whose machine is gone from one moment to the next: it acknowledges nothing more and
/// says no word of farewell, as where a cable is pulled.
final class VanishingPeer: Sendable {
  struct Failed: Error { var code: Int32 }

  /// One instruction of a socket filter, and a program of them; see socket(7), SO_ATTACH_FILTER.
  private struct Instruction {
    var code: UInt16
    var jumpTrue: UInt8 = 0
    var jumpFalse: UInt8 = 0
    var value: UInt32 = 0
  }

  private struct Program {
    var count: UInt16
    var first: UnsafeMutablePointer<Instruction>
  }

  private let file: Int32

  /// Asks for the event stream of the station on this port, and reads nothing of it.
  ///
  /// - Parameter bytesTaken: What its kernel takes all the same; nil: as much as it likes.
  init(port: Int, bytesTaken: Int32? = nil) throws {
    file = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { throw Failed(code: errno) }
    if var bytesTaken {
      setsockopt(file, SOL_SOCKET, SO_RCVBUF, &bytesTaken, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    let request = "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    guard isConnected, send(file, request, request.utf8.count, Int32(MSG_NOSIGNAL)) > 0
    else { throw Failed(code: errno) }
  }

  deinit { close(file) }

  /// The kernel drops whatever comes, before TCP sees it.
  func vanish() throws {
    var drop = Instruction(code: 0x06)
    let status = withUnsafeMutablePointer(to: &drop) { first in
      var program = Program(count: 1, first: first)
      return setsockopt(
        file, SOL_SOCKET, SO_ATTACH_FILTER, &program, socklen_t(MemoryLayout<Program>.size))
    }
    guard status == 0 else { throw Failed(code: errno) }
  }
}
