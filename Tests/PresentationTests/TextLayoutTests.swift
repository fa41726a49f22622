import CareModel
import Testing

@testable import Presentation

@Suite("Widths, figures and wrapping")
struct TextLayoutTests {
  @Test(
    "Columns of text",
    arguments: [
      ("", 0), ("bed-1", 5), ("三床", 4), ("がぎ", 4), ("e\u{301}", 1), ("각", 2),
      ("\u{1100}\u{1161}\u{11A8}", 2), ("ＡＢ", 4), ("● ░", 3), ("👶", 2), ("a\u{200B}b", 2),
    ])
  func widths(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test(
    "Cut at the end, or kept at the end",
    arguments: [
      ("bed-12", 6, "bed-12", "bed-12"), ("bed-12", 5, "bed-…", "…d-12"), ("bed-12", 1, "…", "…"),
      ("bed-12", 0, "", ""), ("三号病床", 7, "三号病…", "…号病床"), ("三号病床", 6, "三号…", "…病床"),
    ])
  func cut(text: String, columns: Int, atEnd: String, atStart: String) {
    #expect(StyledText(text).truncated(to: columns).plain == atEnd)
    #expect(StyledText(text).keepingEnd(of: columns).plain == atStart)
  }

  @Test(
    "Lengths of time",
    arguments: [
      (0, "0:00", "0 s", "0.0"), (59_999, "0:00", "59 s", "+1.0"),
      (60_000, "0:01", "1 min", "+1.0"),
      (3_599_999, "0:59", "59 min", "+60.0"), (7_500_000, "2:05", "2 h 05 min", "+125.0"),
      (86_400_000, "24:00", "24 h 00 min", "+1440.0"), (-90_000, "-0:01", "0 s", "-1.5"),
      (-1_000, "0:00", "0 s", "0.0"), (Int64.min, "-2562047788015:12", "0 s", "-153722867280912.9"),
    ] as [(Int64, String, String, String)])
  func lengths(milliseconds: Int64, clock: String, words: String, signed: String) {
    let length = TimeLength(milliseconds: milliseconds)
    #expect(Figures.hoursMinutes(length) == clock)
    #expect(Figures.words(length) == words)
    #expect(Figures.signedMinutes(length) == signed)
  }

  @Test(
    "Wrapping between words",
    arguments: [
      ("", 10, [""]), ("room is cold", 12, ["room is cold"]),
      ("room is cold", 11, ["room is", "cold"]),
      ("abcdefgh ij", 4, ["abcd", "efgh", "ij"]), ("三号病床", 5, ["三号", "病床"]),
      ("ab", 0, ["ab"]),
    ] as [(String, Int, [String])])
  func wrapping(text: String, columns: Int, lines: [String]) {
    #expect(TextWrapping.lines(text, columns: columns) == lines)
  }

  @Test("Local time follows the calendar's offset, and absurd times are unknown")
  func localTime() {
    #expect(SampleWard.clock.hourMinute(.zero) == "00:00")
    #expect(SampleWard.clock.hourMinute(.zero - .minutes(1)) == "23:59")
    #expect(SampleWard.clock.date(.zero - .minutes(1))?.description == "2026-01-09")
    let absurd = LocalClock(
      at: .zero, wall: WallTime(milliseconds: .max), calendar: SampleWard.shanghai)
    #expect(absurd.hourMinute(Instant(seconds: 60)) == "+0:01")
  }

  @Test(
    "The bar is full only where the goal is reached, and a doubt shows",
    arguments: [
      (0.0, 0.0, "········"), (239, 0, "███████·"), (240, 0, "████████"), (500, 90, "████████"),
      (120, 1, "████░···"), (120, 60, "████░░··"), (0, 600, "░░░░░░░░"), (120, 0.5, "████····"),
    ])
  func bar(contact: Double, unobserved: Double, drawn: String) {
    let bar = GoalBar(
      contact: .minutes(contact), unobserved: .minutes(unobserved), goal: .hours(4))
    #expect(bar.drawn(columns: 8).plain == drawn)
    var aimless = bar
    aimless.goal = .zero
    #expect(aimless.drawn(columns: 8).width == 8)
  }
}
