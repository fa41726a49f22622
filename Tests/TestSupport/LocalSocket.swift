import Glibc

/// Plain sockets of the loopback, for what a test has to do to a connection.
package enum LocalSocket {
  /// A listening socket and its port, which the system chooses.
  package static func listen() -> (file: Int32, port: Int) {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(port: 0)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withPointer(&address) { bind(file, $0, size) }
    _ = Glibc.listen(file, 16)
    var length = size
    _ = withPointer(&address) { getsockname(file, $0, &length) }
    return (file, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// A port that nothing listens on now.
  package static func freePort() -> Int {
    let (file, port) = listen()
    close(file)
    return port
  }

  /// A connection to a port of this machine; -1 where nothing listens.
  package static func connect(port: Int) -> Int32 {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(port: port)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    guard withPointer(&address, { Glibc.connect(file, $0, size) }) == 0 else {
      close(file)
      return -1
    }
    return file
  }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func withPointer<Result>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
    }
  }
}
