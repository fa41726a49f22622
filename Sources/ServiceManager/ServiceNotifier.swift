import Glibc

/// Tells the service manager how the service is, by one datagram a notice (sd_notify(3)).
///
/// Without `NOTIFY_SOCKET` there is no manager, and telling does nothing.
public struct ServiceNotifier: Sendable {
  private let address: NotifySocketAddress?

  /// - Throws: `addressUnusable` when `NOTIFY_SOCKET` is there but no unix socket's address.
  public init(environment: [String: String]) throws(NotificationError) {
    if let text = environment["NOTIFY_SOCKET"], !text.isEmpty {
      address = try NotifySocketAddress(text)
    } else {
      address = nil
    }
  }

  /// One that has nobody to tell.
  public init() { address = nil }

  public var hasManager: Bool { address != nil }

  /// Sends the notice; waits at most a second for a manager that is busy.
  public func tell(_ notice: ServiceNotice) throws(NotificationError) {
    guard let address else { return }
    let descriptor = socket(
      AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .notSent(address: address.text, errno: errno) }
    defer { close(descriptor) }
    var patience = timeval(tv_sec: 1, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let bytes = Array(notice.text.utf8)
    let flags = CInt(MSG_NOSIGNAL)
    var sent: Int
    repeat {
      sent = address.withAddress { sendto(descriptor, bytes, bytes.count, flags, $0, $1) }
    } while sent < 0 && errno == EINTR
    guard sent == bytes.count else { throw .notSent(address: address.text, errno: errno) }
  }
}
