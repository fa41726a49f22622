import SerialIO
import Testing

@Suite struct SerialPortsTests {
  /// What is plugged in differs from machine to machine, what a list may hold does not.
  @Test func listHoldsRealPortsOnlyInOrder() throws {
    let terminal = try PseudoTerminal()
    let paths = SerialPorts.list().map(\.path)
    #expect(paths == paths.sorted())
    #expect(Set(paths).count == paths.count)
    #expect(paths.allSatisfy { $0.hasPrefix("/dev/") })
    #expect(!paths.contains(terminal.slavePath))
  }
}
