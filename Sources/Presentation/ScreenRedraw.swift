/// Draws lines over those drawn before, without flicker; it makes the bytes, a shell writes them.
///
/// What was printed before stays readable above, until the window changes its size.
public struct ScreenRedraw: Sendable {
  private var drawn = 0
  private var size: Size?

  private struct Size: Equatable, Sendable {
    var columns: Int
    var rows: Int
  }

  public init() {}

  /// What to write so that `lines` stand where the last ones stood.
  ///
  /// Each line is at most `columns` wide. Where they are more than the screen's rows, the last row
  /// tells how many are hidden.
  public mutating func draw(_ lines: [String], columns: Int, rows: Int) -> String {
    let shown = Self.fitted(lines, rows: max(2, rows) - 1)
    let now = Size(columns: columns, rows: rows)
    var output = Self.beginUpdate
    if size == nil { output += Self.hideCursor }
    // After a change of size nobody knows where the old lines wrapped to: begin on a clear screen.
    if let size, size != now {
      output += Self.clearScreen
    } else {
      output += "\r" + (drawn > 0 ? "\u{1B}[\(drawn)A" : "")
    }
    // Erased before it is written: after a full line, erasing would take its last column.
    for line in shown { output += Self.eraseLine + line + "\r\n" }
    output += Self.eraseBelow + Self.endUpdate
    drawn = shown.count
    size = now
    return output
  }

  /// Gives the cursor back below the last drawing, which stays; empty if nothing was drawn.
  public mutating func finish() -> String {
    guard size != nil else { return "" }
    size = nil
    drawn = 0
    return Self.showCursor
  }

  private static func fitted(_ lines: [String], rows: Int) -> [String] {
    guard lines.count > rows else { return lines }
    let hidden = lines.count - (rows - 1)
    let note = "... \(Figures.count(hidden, "line", "lines")) more: make the window taller"
    return lines.prefix(rows - 1) + [note]
  }

  private static let beginUpdate = "\u{1B}[?2026h"
  private static let endUpdate = "\u{1B}[?2026l"
  private static let hideCursor = "\u{1B}[?25l"
  private static let showCursor = "\u{1B}[?25h"
  private static let clearScreen = "\u{1B}[H\u{1B}[2J"
  private static let eraseLine = "\u{1B}[2K"
  private static let eraseBelow = "\u{1B}[J"
}
