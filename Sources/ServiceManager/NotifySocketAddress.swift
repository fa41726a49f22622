import Glibc

/// Where the service manager listens: a socket's path, or an abstract name that begins with `@`.
struct NotifySocketAddress: Hashable, Sendable {
  /// What `sun_path` can hold (unix(7)); a path needs its NUL, an abstract name its first byte.
  static let bytesMax = 107

  /// As `NOTIFY_SOCKET` has it.
  let text: String

  /// Errors: `addressUnusable` for anything but an absolute path or an abstract name.
  init(_ text: String) throws(NotificationError) {
    let isKnown = text.hasPrefix("/") || text.hasPrefix("@")
    guard isKnown, text.utf8.count > 1, text.utf8.count <= Self.bytesMax, !text.utf8.contains(0)
    else { throw .addressUnusable(text) }
    self.text = text
  }

  /// Runs a system call that takes the address.
  func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(text.utf8)
    // The length of an abstract name counts; a NUL at its end would belong to it.
    let isAbstract = text.hasPrefix("@")
    if isAbstract { bytes[0] = 0 } else { bytes.append(0) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let pathOffset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
    let length = socklen_t(pathOffset + bytes.count)
    return withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}
