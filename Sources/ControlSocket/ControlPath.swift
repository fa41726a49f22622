import Glibc

/// The path of a unix domain socket that the system can take.
public struct ControlPath: Hashable, Sendable {
  /// The bytes of UTF-8 that a path may have; `sun_path` has 108 on Linux, with the NUL (unix(7)).
  public static let bytesMax = 107

  public let text: String

  /// - Throws: `pathTooLong` or `pathUnusable`.
  public init(_ text: String) throws(ControlError) {
    guard text.utf8.count <= Self.bytesMax else {
      throw ControlError(path: text, reason: .pathTooLong(bytes: text.utf8.count))
    }
    guard !text.isEmpty, !text.utf8.contains(0) else {
      throw ControlError(path: text, reason: .pathUnusable)
    }
    self.text = text
  }

  /// The folder that holds the socket's file.
  var folder: String {
    guard let slash = text.lastIndex(of: "/") else { return "." }
    return slash == text.startIndex ? "/" : String(text[..<slash])
  }

  var address: sockaddr_un {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: text.utf8) }
    return address
  }

  /// Runs a system call that takes the address.
  func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt) -> CInt {
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
