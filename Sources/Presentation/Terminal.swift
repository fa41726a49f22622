import Glibc

/// What an open descriptor's other end can show; read it anew after a change of size.
public struct Terminal: Hashable, Sendable {
  public let isTerminal: Bool
  /// Width in columns, 1 to 1000; `COLUMNS` or 80 where there is no terminal to ask.
  public let columns: Int
  /// Height in rows, at least 2.
  public let rows: Int
  /// True on a terminal unless `NO_COLOR` is set or `TERM` is absent or `dumb`.
  public let isColoured: Bool
  /// True where lines can be drawn in place.
  public let canRedraw: Bool

  public var style: TextStyle { TextStyle(columns: columns, isColoured: isColoured) }

  /// Asks about `descriptor`, standard output by default.
  public init(
    descriptor: Int32 = STDOUT_FILENO, environment: (String) -> String? = Terminal.variable
  ) {
    isTerminal = isatty(descriptor) == 1
    var size = winsize()
    let isKnown = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    let stated = environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let measured = isKnown && size.ws_col > 0 ? Int(size.ws_col) : nil
    columns = min(1000, max(1, measured ?? stated ?? 80))
    rows = isKnown && size.ws_row > 0 ? max(2, Int(size.ws_row)) : 24
    let kind = environment("TERM") ?? ""
    canRedraw = isTerminal && !kind.isEmpty && kind != "dumb"
    // The rule of no-color.org: present and not empty, whatever its value.
    isColoured = canRedraw && (environment("NO_COLOR") ?? "").isEmpty
  }

  /// A variable of the process's environment; nil where it is not set.
  public static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
