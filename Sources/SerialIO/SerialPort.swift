import Glibc
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// One configured serial port that is kept open, for ever, whatever happens to the cable.
///
/// Ports share the event loop of `group` and nothing else, so none delays another.
public final class SerialPort: Sendable {
  public let settings: SerialSettings
  private let opener: any SerialOpener
  private let group: any EventLoopGroup
  private let blocking: NIOThreadPool
  private let backOff: BackOff
  private let sleep: @Sendable (Duration) async throws -> Void
  private let outgoing: OutgoingBuffer
  private let counts = NIOLockedValueBox(SerialStatistics())

  /// - Parameters:
  ///   - group: One loop serves all ports.
  ///   - blocking: Runs opens and last closes, which may take seconds with a sick adapter.
  ///   - outgoingBytesMax: What may wait for the line before writes are dropped, in bytes.
  ///   - sleep: Waits between two attempts to open; throws when the task is cancelled.
  public init(
    _ settings: SerialSettings, opener: any SerialOpener = DefaultOpener(),
    group: any EventLoopGroup, blocking: NIOThreadPool = .singleton, backOff: BackOff = BackOff(),
    outgoingBytesMax: Int = 4096,
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.settings = settings
    self.opener = opener
    self.group = group
    self.blocking = blocking
    self.backOff = backOff
    self.sleep = sleep
    outgoing = OutgoingBuffer(bytesMax: outgoingBytesMax)
  }

  public var statistics: SerialStatistics {
    var statistics = counts.withLockedValue { $0 }
    outgoing.addCounts(to: &statistics)
    return statistics
  }

  /// Queues bytes for the line, all or none, and returns at once.
  @discardableResult
  public func write(_ bytes: [UInt8]) -> WriteOutcome {
    outgoing.write(bytes)
  }

  /// Keeps the port open and tells `receive` of everything in order, until the task is cancelled.
  ///
  /// The port is read no faster than `receive` returns; nothing read is dropped. Run it once at a
  /// time. When it returns, the port is closed; that end is no event.
  public func run(receive: @Sendable (SerialEvent) async -> Void) async {
    var backOff = self.backOff
    var reported: SerialError?
    while !Task.isCancelled {
      let failure: SerialError
      do {
        let line = try await open()
        reported = nil
        try await serve(line, receive, &backOff)
        failure = SerialError(path: settings.path, reason: .vanished)
      } catch {
        failure = SerialError(path: settings.path, endedWith: error)
      }
      if Task.isCancelled { return }
      if failure != reported {
        reported = failure
        await receive(.closed(failure))
      } else {
        counts.withLockedValue { $0.repeatedFailures += 1 }
      }
      do { try await sleep(backOff.nextDelay()) } catch { return }
    }
  }

  private func open() async throws -> SerialLine {
    let port = try await blocking.runIfActive { [opener, settings] in try opener.open(settings) }
    return try await SerialLine.attach(port, to: group, blocking: blocking, outgoing: outgoing)
  }

  private func serve(
    _ line: SerialLine, _ receive: @Sendable (SerialEvent) async -> Void, _ backOff: inout BackOff
  ) async throws {
    let receivedBefore = counts.withLockedValue { counts in
      counts.isOpen = true
      counts.timesOpened += 1
      return counts.receivedBytes
    }
    defer {
      let received = counts.withLockedValue { counts in
        counts.isOpen = false
        return counts.receivedBytes
      }
      // A port that opens and goes away without one byte is not yet well again.
      if received > receivedBefore { backOff.reset() }
    }
    await receive(.opened)
    try await line.serve { chunk in
      counts.withLockedValue { $0.receivedBytes += chunk.count }
      await receive(.bytes(chunk))
    }
  }
}
