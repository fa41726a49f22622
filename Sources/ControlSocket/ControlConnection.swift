import NIOConcurrencyHelpers
import NIOCore

/// One client on the server's side, from its request to the end of its reply.
struct ControlConnection: Sendable {
  let channel: any Channel
  let place: ConnectionRoll.Place
  let received: EventLoopFuture<ReceivedRequest>
  let limits: ControlLimits
  let surplusRefusal: String

  private static let chunkBytes = 64 * 1024
  /// What a queued line costs beside its text; local choice, so that empty lines count too.
  private static let queuedLineBytes = 256

  /// Answers and closes; ends early when the connection is closed, by whichever side.
  func serve(_ handler: @escaping @Sendable (String) async -> ControlReply) async {
    await withDiscardingTaskGroup { work in
      work.addTask {
        do { try await answer(handler) } catch {
          // Every write's failure means that the client is gone: nobody is left to tell.
        }
        channel.close(promise: nil)
      }
      await closed()
      work.cancelAll()
    }
  }

  private func answer(_ handler: @Sendable (String) async -> ControlReply) async throws {
    switch (try await received.get(), place) {
    case (.gone, _): return
    case (_, .surplus): try await refuse(surplusRefusal)
    case (.refused(let reason), .client): try await refuse(reason)
    case (.line(let line), .client):
      switch await handler(line) {
      case .lines(let lines): try await send(lines)
      case .stream(let lines): try await forward(lines)
      case .failure(let reason): try await refuse(reason)
      }
    }
  }

  /// Says why, then leaves the client the time to read it: to close with its bytes unread would
  /// look to it like a broken connection.
  private func refuse(_ reason: String) async throws {
    try await write(ControlLine.error(reason))
    let end = channel.eventLoop.scheduleTask(in: TimeAmount(limits.refusalWait)) {
      channel.close(promise: nil)
    }
    defer { end.cancel() }
    try await channel.close(mode: .output).get()
    await closed()
  }

  /// Writes chunk by chunk, so that only one chunk is there twice.
  private func send(_ lines: [String]) async throws {
    var chunk = ByteBuffer()
    for line in lines {
      ControlLine.append(line, to: &chunk)
      guard chunk.readableBytes >= Self.chunkBytes else { continue }
      try await write(chunk)
      chunk = ByteBuffer()
    }
    try await write(chunk)
  }

  /// Never waits for the client, since the lines would pile up before the server instead.
  private func forward(_ lines: AsyncStream<String>) async throws {
    let waitingBytes = NIOLockedValueBox(0)
    for await line in lines {
      var buffer = ByteBuffer()
      ControlLine.append(line, to: &buffer)
      let count = buffer.readableBytes + Self.queuedLineBytes
      let waiting = waitingBytes.withLockedValue { waiting in
        waiting += count
        return waiting
      }
      guard waiting <= limits.backlogBytesMax else { return }
      channel.writeAndFlush(buffer).whenComplete { _ in
        waitingBytes.withLockedValue { $0 -= count }
      }
    }
    // Goes out behind all the lines, or fails with them.
    try await write(ByteBuffer())
  }

  /// Returns when the bytes have been handed to the system.
  private func write(_ buffer: ByteBuffer) async throws {
    let stall = channel.eventLoop.scheduleTask(in: TimeAmount(limits.stallMax)) {
      channel.close(promise: nil)
    }
    defer { stall.cancel() }
    try await channel.writeAndFlush(buffer).get()
  }

  private func closed() async {
    await withCheckedContinuation { continuation in
      channel.closeFuture.whenComplete { _ in continuation.resume() }
    }
  }
}
