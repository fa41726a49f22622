/// How wide text may be, and whether it may carry colours.
public struct TextStyle: Hashable, Sendable {
  /// Columns of the terminal; no rendered line is wider.
  public var columns: Int
  /// True only for a terminal that wants colours; without it no escape byte is ever written.
  public var isColoured: Bool

  /// Eighty columns without colours.
  public static let plain = TextStyle(columns: 80, isColoured: false)

  public init(columns: Int, isColoured: Bool) {
    self.columns = columns
    self.isColoured = isColoured
  }
}

/// What a stretch of text is, in colour; words and shapes say the same, so that none is needed.
enum Tint: Hashable, Sendable {
  case plain, heading, quiet, good, low, medium, high

  /// Parameters of the "select graphic rendition" sequence; nil for plain text.
  var parameters: String? {
    switch self {
    case .plain: nil
    case .heading: "1"
    case .quiet: "2"
    case .good: "32"
    case .low: "36"
    case .medium: "33"
    case .high: "1;31"
    }
  }
}
