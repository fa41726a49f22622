import Glibc
import Testing

/// The manager's side: a datagram socket in a file or under an abstract name.
final class NotifyListener: Sendable {
  let address: String
  private let descriptor: CInt

  struct CannotListen: Error { var errno: Int32 }

  /// - Parameter isAbstract: Under a name of its own, or in a file of a new folder.
  init(isAbstract: Bool) throws {
    let name = "kmc-notify-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    address = isAbstract ? "@\(name)" : "/tmp/\(name)"
    descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var local = sockaddr_un()
    local.sun_family = sa_family_t(AF_UNIX)
    let path = Array((isAbstract ? "\0\(name)" : address).utf8)
    withUnsafeMutableBytes(of: &local.sun_path) { $0.copyBytes(from: path) }
    let length = socklen_t(2 + path.count + (isAbstract ? 0 : 1))
    let bound = withUnsafePointer(to: &local) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    guard bound == 0 else { throw CannotListen(errno: errno) }
    var patience = timeval(tv_sec: 2, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    close(descriptor)
    if !address.hasPrefix("@") { unlink(address) }
  }

  /// The next datagram; nil when none comes within two seconds, or at once where it must not wait.
  func receive(mayWait: Bool = true) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &buffer, buffer.count, mayWait ? 0 : CInt(MSG_DONTWAIT))
    return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
  }
}
