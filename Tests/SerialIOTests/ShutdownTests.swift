import Glibc
import Testing

@testable import SerialIO

extension SerialTests {
  @Suite struct ShutdownTests {
    @Test func cancellationClosesTheIdleAndTheStalledPortQuickly() async throws {
      let terminals = try (0..<8).map { _ in try PseudoTerminal() }
      let ports = terminals.map { makePort($0.slavePath) }
      let runs = ports.map { port in Task { await port.run { _ in } } }
      #expect(await eventually { ports.allSatisfy(\.statistics.isOpen) })
      for _ in 0..<100 { ports[0].write([UInt8](repeating: 0, count: 1000)) }
      let clock = ContinuousClock()
      let start = clock.now
      for run in runs { run.cancel() }
      for run in runs { await run.value }
      #expect(clock.now - start < .milliseconds(500))
      #expect(terminals.allSatisfy { !$0.isSlaveOpen })
    }

    @Test func cancellationEndsAWaitForTheNextAttempt() async throws {
      let port = SerialPort(
        SerialSettings(path: "/dev/serial/by-id/absent"), group: oneLoop,
        backOff: BackOff(initial: .seconds(600), cap: .seconds(600)))
      let log = EventLog()
      let run = Task { await port.run { await log.append($0) } }
      #expect(await eventually { await log.closures == [.noSuchPort] })
      let clock = ContinuousClock()
      let start = clock.now
      run.cancel()
      await run.value
      #expect(clock.now - start < .milliseconds(500))
    }

    @Test func portCanBeRunAgainAfterItsEnd() async throws {
      let terminal = try PseudoTerminal()
      let port = makePort(terminal.slavePath)
      let log = EventLog()
      for round in 1...5 {
        try await running(port, log: log) {
          try await terminal.send([UInt8(round)])
          #expect(await eventually { await log.bytes.count == round })
        }
      }
      #expect(await log.events == [SerialEvent](repeating: .opened, count: 5))
    }

    @Test func everyDescriptorOfAnOpenPortIsCloseOnExec() async throws {
      let terminal = try PseudoTerminal()
      let port = makePort(terminal.slavePath)
      try await running(port, log: EventLog()) {
        try #require(await eventually { port.statistics.isOpen })
        let held = terminalDescriptors().filter { $0.target == terminal.slavePath }
        #expect(held.count == 3)
        #expect(held.allSatisfy { $0.flags & FD_CLOEXEC != 0 })
      }
    }

    @Test func fiftyUnplugsLeakNoDescriptor() async throws {
      let directory = try ScratchDirectory()
      let link = PseudoTerminalLink(path: directory.path + "/probe")
      let port = makePort(link.path)
      let log = EventLog()
      let before = terminalDescriptors().count
      try await running(port, log: log) {
        for round in 1...50 {
          let terminal = try PseudoTerminal()
          try link.point(to: terminal)
          try await terminal.send([UInt8(round)])
          try #require(await eventually { await log.bytes.count == round })
          terminal.close()
        }
      }
      // Tests of other modules may hold a few terminals meanwhile; a leak would be 50 at least.
      #expect(await eventually { terminalDescriptors().count < before + 20 })
      #expect(port.statistics.timesOpened == 50)
    }

    @Test func hangUpsAtEveryMomentOfAnOpeningAreSurvived() async throws {
      let directory = try ScratchDirectory()
      let link = PseudoTerminalLink(path: directory.path + "/probe")
      let port = SerialPort(
        SerialSettings(path: link.path), group: oneLoop,
        backOff: BackOff(initial: .microseconds(100), cap: .microseconds(100)))
      let log = EventLog()
      try await running(port, log: log) {
        for round in 0..<300 {
          let terminal = try PseudoTerminal()
          try link.point(to: terminal)
          try await Task.sleep(for: .microseconds(round * 7))
          _ = try terminal.write([1, 2, 3])
          terminal.close()
        }
        let last = try PseudoTerminal()
        try link.point(to: last)
        try await last.send([99])
        #expect(await eventually { await log.bytes.last == 99 })
      }
    }
  }
}
