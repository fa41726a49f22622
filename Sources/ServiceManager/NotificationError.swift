import Glibc

/// Why the service manager could not be told.
public enum NotificationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// `NOTIFY_SOCKET` is neither an absolute path nor an abstract name, or is too long.
  case addressUnusable(String)
  /// The datagram did not go out; `errno` is the system's.
  case notSent(address: String, errno: Int32)

  public var description: String {
    switch self {
    case .addressUnusable(let address):
      "NOTIFY_SOCKET is '\(address)', which is no unix socket; start kmcd with systemd, or unset it"
    case .notSent(let address, let code):
      "systemd cannot be told at \(address): \(String(cString: strerror(code))); "
        + "see that the unit has Type=notify and NotifyAccess=main"
    }
  }
}
