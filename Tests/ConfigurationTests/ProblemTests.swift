import Testing

@testable import Configuration

/// Each wrong file gives exactly its problems, each at its place.
@Suite struct ProblemTests {
  static let rows =
    GatewayProblems.rows + WardProblems.rows + SettingProblems.rows + SyntaxProblems.rows
    + UplinkProblems.rows + GpioProblems.rows + StationProblems.rows

  @Test(arguments: rows) func fileHasExactlyTheseProblems(_ row: Row) {
    #expect(SmallFile.problems(SmallFile.text(row.changes)) == row.problems)
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "~\n"])
  func emptyFileSaysSo(_ text: String) {
    #expect(
      SmallFile.problems(text) == [
        "1:1: error: the file is empty, or all of it is a comment; "
          + "begin with docs/kmcd.example.yaml"
      ])
  }

  @Test func fileThatIsNoMapSaysWhatItIs() {
    #expect(
      SmallFile.problems("- a\n- b\n") == [
        "1:1: error: the file needs keys such as `version:`, but a list stands here"
      ])
  }

  @Test func socketPathIsNotLongerThanTheKernelTakes() {
    let fits = "/" + String(repeating: "s", count: 106)
    #expect(SmallFile.problems(SmallFile.text([13: "control: {socket: \(fits)}"])).isEmpty)
    #expect(
      SmallFile.problems(SmallFile.text([13: "control: {socket: \(fits)s}"])) == [
        "13:19: error: `socket`: the path has 108 bytes, a socket's has 107 at most"
      ])
  }

  @Test func windowsLineEndsAndAByteOrderMarkChangeNoPosition() {
    let text = SmallFile.text([6: "    path: usb"])
    let windows = "\u{FEFF}" + text.replacing("\n", with: "\r\n")
    #expect(SmallFile.problems(windows) == SmallFile.problems(text))
    #expect(SmallFile.problems(windows).first?.hasPrefix("6:11: error: ") == true)
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
    String(repeating: "a: {", count: 20_000), "a: &a [1]\nb: *a\n? [1]\n: 2\n",
    "&a a: &b {<<: *b}\n", "\"\\uD800\": 1\n", "!!binary a: !!int b\n", "? {a: 1, a: 2}\n: 1\n",
    String(repeating: "version: 1\n", count: 3000),
  ])
  func hostileTextGivesAProblem(_ text: String) {
    #expect(!SmallFile.problems(text).isEmpty)
  }

  @Test func aliasesOfAliasesDoNotGrowWithoutEnd() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let names = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(names)]\n"
    }
    #expect(SmallFile.problems(text) == ["1:1: error: the file has more than 100000 values"])
  }
}
