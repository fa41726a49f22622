import Glibc
import NIOConcurrencyHelpers
import Testing

@testable import SerialIO

extension SerialTests {
  @Suite struct RecoveryTests {
    @Test func unplugInMidTransferIsNoticedAtOnce() async throws {
      let terminal = try PseudoTerminal()
      let port = makePort(terminal.slavePath)
      let log = EventLog()
      let sent = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }
      try await running(port, log: log) {
        try #require(await eventually { port.statistics.isOpen })
        try await terminal.send(Array(sent.prefix(5000)))
        #expect(await eventually { await log.bytes.count == 5000 })
        try await terminal.send(Array(sent.suffix(5000)))
        terminal.close()
        #expect(await eventually(within: .seconds(1)) { await log.closures.first == .vanished })
        #expect(await eventually(within: .seconds(1)) { await log.closures.last == .noSuchPort })
        #expect(!port.statistics.isOpen)
        #expect(port.write([1]) == .droppedClosed)
      }
      // The kernel throws away what it holds at a hang-up; what comes through comes in order.
      #expect(await log.bytes == Array(sent.prefix(await log.bytes.count)))
    }

    @Test func replugUnderTheSameNameIsPickedUpOnAnotherDevice() async throws {
      let directory = try ScratchDirectory()
      let link = PseudoTerminalLink(path: directory.path + "/probe")
      let before = try PseudoTerminal()
      let after = try PseudoTerminal()
      #expect(before.slavePath != after.slavePath)
      try link.point(to: before)
      let port = makePort(link.path)
      let log = EventLog()
      try await running(port, log: log) {
        try await before.send([1])
        #expect(await eventually { await log.bytes == [1] })
        link.remove()
        before.close()
        #expect(await eventually { await log.closures == [.vanished, .noSuchPort] })
        try link.point(to: after)
        try await after.send([2])
        #expect(await eventually { await log.bytes == [1, 2] })
        #expect(port.write([9]) == .accepted)
        #expect(try await after.receive(count: 1) == [9])
      }
      #expect(
        await log.events == [
          .opened, .closed(SerialError(path: link.path, reason: .vanished)),
          .closed(SerialError(path: link.path, reason: .noSuchPort)), .opened,
        ])
    }

    @Test func vanishedPortIsLetGoEvenWhileTheReceiverStandsStill() async throws {
      let terminal = try PseudoTerminal()
      let slavePath = terminal.slavePath
      let port = makePort(slavePath)
      let held = { terminalDescriptors().filter { $0.target.hasPrefix(slavePath) }.count }
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          await port.run { event in
            if case .bytes = event { try? await Task.sleep(for: .seconds(60)) }
          }
        }
        #expect(await eventually { (try? terminal.write([1])) == 1 && held() == 3 })
        _ = await eventually(within: .milliseconds(50)) { false }
        terminal.close()
        #expect(await eventually(within: .seconds(1)) { held() == 0 })
        group.cancelAll()
      }
    }

    /// Fails in a scripted way, so that no device is needed.
    private struct FailingOpener: SerialOpener {
      let reasons: [SerialError.Reason]
      let next: @Sendable () -> Int

      func open(_ settings: SerialSettings) throws(SerialError) -> OpenedSerialPort {
        let attempt = next()
        throw SerialError(path: settings.path, reason: reasons[min(attempt, reasons.count - 1)])
      }
    }

    private final class Recorder: Sendable {
      let attempts = NIOLockedValueBox(0)
      let delays = NIOLockedValueBox<[Duration]>([])

      func nextAttempt() -> Int {
        attempts.withLockedValue { attempts in
          defer { attempts += 1 }
          return attempts
        }
      }
    }

    @Test func waitsGrowToTheCapAndOnlyChangesAreTold() async throws {
      let recorder = Recorder()
      let reasons: [SerialError.Reason] = [
        .noSuchPort, .noSuchPort, .noSuchPort, .permissionDenied, .permissionDenied, .noSuchPort,
      ]
      let opener = FailingOpener(reasons: reasons) { recorder.nextAttempt() }
      let port = SerialPort(
        SerialSettings(path: "/dev/ttyX"), opener: opener, group: oneLoop,
        sleep: { delay in
          let count = recorder.delays.withLockedValue { delays in
            delays.append(delay)
            return delays.count
          }
          if count == 8 { throw CancellationError() }
        })
      let log = EventLog()
      await port.run { await log.append($0) }
      let delays = recorder.delays.withLockedValue { $0 }
      #expect(
        delays == [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000].map(Duration.milliseconds))
      #expect(await log.closures == [.noSuchPort, .permissionDenied, .noSuchPort])
      #expect(port.statistics.repeatedFailures == 5)
      #expect(port.statistics.timesOpened == 0)
    }

    @Test func portsThatFailForEverDelayNoOther() async throws {
      let terminal = try PseudoTerminal()
      let good = makePort(terminal.slavePath)
      let absent = SerialPort(
        SerialSettings(path: "/dev/serial/by-id/absent"), group: oneLoop,
        backOff: BackOff(initial: .zero, cap: .zero))
      let stuck = makePort(
        "/dev/stuck",
        opener: FailingOpener(reasons: [.busy]) {
          usleep(200_000)
          return 0
        })
      let log = EventLog()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await absent.run { _ in } }
        group.addTask { await stuck.run { _ in } }
        group.addTask { await good.run { await log.append($0) } }
        try #require(await eventually { good.statistics.isOpen })
        let clock = ContinuousClock()
        for round in 1...50 {
          let start = clock.now
          try await terminal.send([UInt8(round)])
          #expect(await eventually { await log.bytes.count == round })
          #expect(clock.now - start < .milliseconds(500))
        }
        #expect(absent.statistics.repeatedFailures > 10)
        group.cancelAll()
      }
    }

    @Test func portThatComesAndGoesSilentlyIsTriedEverMoreSlowly() async throws {
      let recorder = Recorder()
      let directory = try ScratchDirectory()
      let link = PseudoTerminalLink(path: directory.path + "/probe")
      let terminals = NIOLockedValueBox<[PseudoTerminal]>([])
      try terminals.withLockedValue { $0.append(try PseudoTerminal()) }
      try terminals.withLockedValue { try link.point(to: $0[0]) }
      let port = SerialPort(
        SerialSettings(path: link.path), group: oneLoop,
        sleep: { delay in
          let count = recorder.delays.withLockedValue { delays in
            delays.append(delay)
            return delays.count
          }
          if count == 4 { throw CancellationError() }
          let next = try PseudoTerminal()
          try link.point(to: next)
          terminals.withLockedValue { $0.append(next) }
        })
      // The third device speaks before it goes.
      await port.run { event in
        let (count, last) = terminals.withLockedValue { ($0.count, $0.last) }
        switch event {
        case .opened where count == 3: _ = try? last?.write([1])
        case .opened, .bytes: last?.close()
        case .closed: break
        }
      }
      let delays = recorder.delays.withLockedValue { $0 }
      #expect(delays == [250, 500, 250, 500].map(Duration.milliseconds))
      #expect(port.statistics.timesOpened == 4)
    }
  }
}
