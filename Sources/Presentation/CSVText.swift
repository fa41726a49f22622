/// Rows as RFC 4180 has them: commas, quotes doubled, and a line end of two characters.
public enum CSVText {
  public static func line(_ cells: [ExportCell]) -> String {
    cells.map(text).joined(separator: ",") + "\r\n"
  }

  private static func text(_ cell: ExportCell) -> String {
    switch cell {
    case .empty: ""
    case .plain(let text): text
    case .text(let text): quoted(harmless(text))
    }
  }

  /// Spreadsheets run what begins like a formula; an apostrophe in front makes it text.
  private static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return text }
    // The last are the full-width forms, which some spreadsheets take for the same.
    let starts: Set<Unicode.Scalar> = [
      "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
    return starts.contains(first) ? "'" + text : text
  }

  private static func quoted(_ text: String) -> String {
    let special: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]
    let needsQuotes =
      text.unicodeScalars.contains(where: special.contains)
      || text.hasPrefix(" ") || text.hasSuffix(" ")
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
