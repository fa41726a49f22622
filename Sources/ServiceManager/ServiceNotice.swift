/// What a service tells its manager (sd_notify(3)).
public enum ServiceNotice: Hashable, Sendable {
  /// The service works, from its start or after a reload.
  case ready(status: String)
  /// A reload begins; CLOCK_MONOTONIC, in microseconds, as `Type=notify-reload` wants it.
  case reloading(monotonicMicroseconds: Int64)
  case stopping
  case watchdog
  /// One line for `systemctl status`.
  case status(String)

  /// The datagram's text: an assignment a line.
  public var text: String {
    switch self {
    case .ready(let status): "READY=1\nSTATUS=\(Self.line(status))"
    case .reloading(let microseconds): "RELOADING=1\nMONOTONIC_USEC=\(microseconds)"
    case .stopping: "STOPPING=1\nSTATUS=saving and closing"
    case .watchdog: "WATCHDOG=1"
    case .status(let status): "STATUS=\(Self.line(status))"
    }
  }

  /// A second line would be read as another assignment.
  private static func line(_ status: String) -> String {
    let words = status.split(whereSeparator: \.isNewline).joined(separator: "; ")
    return String(words.prefix(statusCharactersMax))
  }

  /// Far below the manager's limit of a datagram, and more than a screen's line.
  private static let statusCharactersMax = 500
}
