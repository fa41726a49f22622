import Glibc
import Testing

@testable import SerialIO

extension SerialTests {
  @Suite struct TransferTests {
    @Test func everyByteValuePassesUnchangedBothWays() async throws {
      let terminal = try PseudoTerminal()
      let port = makePort(terminal.slavePath)
      let log = EventLog()
      let everyByte = (0...255).map { UInt8($0) } + (0...255).map { UInt8(255 - $0) }
      try await running(port, log: log) {
        try #require(await eventually { port.statistics.isOpen })
        try await terminal.send(everyByte)
        #expect(await eventually { await log.bytes.count >= everyByte.count })
        #expect(await log.bytes == everyByte)
        #expect(port.write(everyByte) == .accepted)
        #expect(try await terminal.receive(count: everyByte.count) == everyByte)
      }
      #expect(await log.events == [.opened])
      #expect(await eventually { port.statistics.sentBytes == everyByte.count })
      #expect(port.statistics.receivedBytes == everyByte.count)
    }

    @Test func slowReceiverLosesNothingAndHoldsTheSenderBack() async throws {
      let terminal = try PseudoTerminal()
      let port = makePort(terminal.slavePath)
      let log = EventLog()
      let sent = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
      await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          await port.run { event in
            if case .bytes = event { try? await Task.sleep(for: .milliseconds(1)) }
            await log.append(event)
          }
        }
        group.addTask { try await terminal.send(sent) }
        #expect(await eventually(within: .seconds(30)) { await log.bytes.count >= sent.count })
        group.cancelAll()
      }
      #expect(await log.bytes == sent)
    }

    @Test func receiverThatStandsStillStopsTheSender() async throws {
      let terminal = try PseudoTerminal()
      let port = makePort(terminal.slavePath)
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          await port.run { event in
            if case .bytes = event { try? await Task.sleep(for: .seconds(60)) }
          }
        }
        let block = [UInt8](repeating: 1, count: 4096)
        var taken = 0
        for _ in 0..<200 {
          taken += (try? terminal.write(block)) ?? 0
          try? await Task.sleep(for: .milliseconds(1))
        }
        #expect(taken < 150_000, "memory stays bounded")
        group.cancelAll()
      }
    }

    @Test func writeToALineThatTakesNothingNeitherBlocksNorStopsReading() async throws {
      let terminal = try PseudoTerminal()
      let port = makePort(terminal.slavePath, outgoingBytesMax: 1000)
      let log = EventLog()
      #expect(port.write([1]) == .droppedClosed)
      try await running(port, log: log) {
        try #require(await eventually { port.statistics.isOpen })
        let message = [UInt8](repeating: 0xA5, count: 100)
        let clock = ContinuousClock()
        let spent = clock.measure { for _ in 0..<5000 { port.write(message) } }
        #expect(spent < .seconds(1))
        _ = await eventually(within: .milliseconds(300)) { false }
        #expect(port.write([UInt8](repeating: 0, count: 1001)) == .droppedFull)
        let statistics = port.statistics
        #expect(statistics.droppedWrites > 1000)
        #expect(statistics.droppedBytes == (statistics.droppedWrites - 2) * 100 + 1002)
        try await terminal.send([1, 2, 3])
        #expect(await eventually { await log.bytes == [1, 2, 3] })
        let drained = try await terminal.receive(count: statistics.sentBytes)
        #expect(drained.allSatisfy { $0 == 0xA5 })
        #expect(await eventually { port.write([7]) == .accepted })
      }
    }
  }
}
