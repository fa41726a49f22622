import Glibc
import Testing

@testable import SerialIO

extension SerialTests {
  @Suite struct PseudoTerminalTests {
    @Test func lineIsOnlySilentWhileTheOtherSideIsClosed() throws {
      let terminal = try PseudoTerminal()
      #expect(try terminal.read().isEmpty)
      let first = try DefaultOpener().open(SerialSettings(path: terminal.slavePath))
      #expect(terminal.isSlaveOpen)
      #expect(write(first.descriptor, "ab", 2) == 2)
      close(first.descriptor)
      #expect(!terminal.isSlaveOpen)
      #expect(try terminal.read() == Array("ab".utf8))
      #expect(try terminal.read().isEmpty)
      let second = try DefaultOpener().open(SerialSettings(path: terminal.slavePath))
      defer { close(second.descriptor) }
      #expect(terminal.isSlaveOpen)
      #expect(write(second.descriptor, "c", 1) == 1)
      #expect(try terminal.read() == Array("c".utf8))
    }

    @Test func bytesWrittenBeforeTheFirstOpenWaitUnchanged() throws {
      let terminal = try PseudoTerminal()
      let everyByte = (0...255).map { UInt8($0) }
      #expect(try terminal.write(everyByte) == 256)
      let port = try DefaultOpener().open(SerialSettings(path: terminal.slavePath))
      defer { close(port.descriptor) }
      var buffer = [UInt8](repeating: 0, count: 512)
      #expect(read(port.descriptor, &buffer, buffer.count) == 256)
      #expect(Array(buffer.prefix(256)) == everyByte)
    }

    @Test func fullLineTakesNothingAndDoesNotWait() throws {
      let terminal = try PseudoTerminal()
      let block = [UInt8](repeating: 7, count: 4096)
      var taken = 0
      for _ in 0..<1000 { taken += try terminal.write(block) }
      #expect(taken > 0)
      #expect(taken < 1000 * block.count)
    }

    @Test func closedTerminalSaysSo() throws {
      let terminal = try PseudoTerminal()
      terminal.close()
      terminal.close()
      #expect(!terminal.isSlaveOpen)
      #expect(throws: SerialError(path: terminal.slavePath, reason: .vanished)) {
        try terminal.read()
      }
      #expect(throws: SerialError(path: terminal.slavePath, reason: .vanished)) {
        try terminal.write([1])
      }
    }
  }
}
