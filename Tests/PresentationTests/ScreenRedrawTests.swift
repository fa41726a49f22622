import Testing

@testable import Presentation

@Suite("Drawing in place")
struct ScreenRedrawTests {
  private let begin = "\u{1B}[?2026h"
  private let end = "\u{1B}[J\u{1B}[?2026l"

  @Test("The first drawing hides the cursor, the second goes up over it, the end restores it")
  func life() {
    var screen = ScreenRedraw()
    #expect(screen.finish().isEmpty)
    #expect(
      screen.draw(["one", "two"], columns: 80, rows: 24)
        == begin + "\u{1B}[?25l\r\u{1B}[2Kone\r\n\u{1B}[2Ktwo\r\n" + end)
    #expect(
      screen.draw(["three"], columns: 80, rows: 24)
        == begin + "\r\u{1B}[2A\u{1B}[2Kthree\r\n" + end)
    #expect(
      screen.draw(["four"], columns: 80, rows: 24)
        == begin + "\r\u{1B}[1A\u{1B}[2Kfour\r\n" + end)
    #expect(screen.finish() == "\u{1B}[?25h")
    #expect(screen.finish().isEmpty)
  }

  @Test("A change of size begins on a clear screen")
  func resized() {
    var screen = ScreenRedraw()
    _ = screen.draw(["one", "two"], columns: 80, rows: 24)
    #expect(
      screen.draw(["one"], columns: 40, rows: 24)
        == begin + "\u{1B}[H\u{1B}[2J\u{1B}[2Kone\r\n" + end)
  }

  @Test("What is taller than the screen is cut, and it says so")
  func tall() {
    var screen = ScreenRedraw()
    let output = screen.draw((1...10).map { "line \($0)" }, columns: 80, rows: 5)
    #expect(output.contains("line 3\r\n"))
    #expect(!output.contains("line 4"))
    #expect(output.contains("... 7 lines more: make the window taller\r\n"))
    #expect(output.split(separator: "\r\n").count == 5)
    #expect(screen.draw(["one"], columns: 80, rows: 5).contains("\u{1B}[4A"))
  }
}
