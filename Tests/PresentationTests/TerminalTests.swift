import Glibc
import Presentation
import Testing

@Suite("What a terminal can show")
struct TerminalTests {
  private static func environment(_ variables: [String: String]) -> (String) -> String? {
    { variables[$0] }
  }

  /// Runs `body` with the program's side of a pseudo-terminal of the given size.
  private static func withTerminal(
    columns: UInt16, rows: UInt16, _ body: (Int32) -> Void
  ) throws {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    var device: Int32 = -1
    var program: Int32 = -1
    try #require(openpty(&device, &program, nil, nil, &size) == 0)
    defer {
      close(device)
      close(program)
    }
    body(program)
  }

  @Test(
    "Colours only on a terminal that wants them",
    arguments: [
      (["TERM": "xterm"], true, true), (["TERM": "xterm", "NO_COLOR": "1"], false, true),
      (["TERM": "xterm", "NO_COLOR": ""], true, true), (["TERM": "dumb"], false, false),
      ([:], false, false),
    ] as [([String: String], Bool, Bool)])
  func colours(variables: [String: String], isColoured: Bool, canRedraw: Bool) throws {
    try Self.withTerminal(columns: 132, rows: 50) { descriptor in
      let terminal = Terminal(
        descriptor: descriptor, environment: Self.environment(variables))
      #expect(terminal.isTerminal)
      #expect(terminal.isColoured == isColoured)
      #expect(terminal.canRedraw == canRedraw)
      #expect(terminal.columns == 132)
      #expect(terminal.rows == 50)
      #expect(terminal.style == TextStyle(columns: 132, isColoured: isColoured))
    }
  }

  @Test("A terminal that does not know its size counts as 80 by 24")
  func unknownSize() throws {
    try Self.withTerminal(columns: 0, rows: 0) { descriptor in
      let terminal = Terminal(descriptor: descriptor, environment: Self.environment([:]))
      #expect(terminal.columns == 80)
      #expect(terminal.rows == 24)
    }
  }

  @Test(
    "A pipe has no colours and the stated width",
    arguments: [(nil, 80), ("100", 100), ("nonsense", 80), ("-3", 80), ("0", 80), ("99999", 1000)]
      as [(String?, Int)])
  func pipe(stated: String?, columns: Int) throws {
    var ends: [Int32] = [-1, -1]
    try #require(Glibc.pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    var variables = ["TERM": "xterm"]
    variables["COLUMNS"] = stated
    let terminal = Terminal(descriptor: ends[1], environment: Self.environment(variables))
    #expect(!terminal.isTerminal)
    #expect(!terminal.isColoured)
    #expect(!terminal.canRedraw)
    #expect(terminal.columns == columns)
  }
}
