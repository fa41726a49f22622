import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// The other side of the control socket: asks the running daemon.
public enum ControlClient {
  /// The longest request, its newline included.
  public static let requestBytesMax = 64 * 1024

  /// Sends one request and returns all lines of its reply.
  ///
  /// - Parameter timeout: For the whole of it, from the connection to the last line.
  public static func request(
    path: String, line: String, timeout: Duration = .seconds(10),
    group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
  ) async throws(ControlError) -> [String] {
    var lines: [String] = []
    try await converse(path, line, timeout, group) { line in
      lines.append(line)
      return true
    }
    return lines
  }

  /// Sends one request and hands over each line of its reply as it comes, in order.
  ///
  /// It returns when the server ends the reply or `receive` returns false (no more wanted). Lines
  /// are read no faster than `receive` returns; a daemon drops who reads too slowly.
  public static func stream(
    path: String, line: String, group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    receive: (String) async -> Bool
  ) async throws(ControlError) {
    try await converse(path, line, nil, group, receive)
  }

  private static func converse(
    _ path: String, _ line: String, _ timeout: Duration?, _ group: any EventLoopGroup,
    _ receive: (String) async -> Bool
  ) async throws(ControlError) {
    let request = try encode(line, path)
    let connection = try await connect(ControlPath(path), group)
    let isLate = NIOLockedValueBox(false)
    let deadline = timeout.map { timeout in
      connection.channel.eventLoop.scheduleTask(in: TimeAmount(timeout)) {
        isLate.withLockedValue { $0 = true }
        connection.channel.close(promise: nil)
      }
    }
    defer { deadline?.cancel() }
    var failure: ControlError?
    do {
      try await connection.executeThenClose { inbound, outbound in
        let sendingError = await send(request, outbound)
        let isWhole = try await receiveLines(inbound, path, receive)
        if let sendingError, !isWhole { throw sendingError }
      }
    } catch {
      failure = ControlError(path: path, endedWith: error)
    }
    if case .refused? = failure?.reason, let failure { throw failure }
    if let timeout, isLate.withLockedValue({ $0 }) {
      throw ControlError(path: path, reason: .timeout(after: timeout))
    }
    if Task.isCancelled { throw ControlError(path: path, reason: .cancelled) }
    if let failure { throw failure }
  }

  private static func encode(_ line: String, _ path: String) throws(ControlError) -> ByteBuffer {
    guard !line.utf8.contains(UInt8(ascii: "\n")) else {
      throw ControlError(path: path, reason: .requestNotOneLine)
    }
    let bytes = line.utf8.count + 1
    guard bytes <= requestBytesMax else {
      throw ControlError(
        path: path, reason: .requestTooLong(bytes: bytes, bytesMax: requestBytesMax))
    }
    return ByteBuffer(string: line + "\n")
  }

  private static func connect(
    _ path: ControlPath, _ group: any EventLoopGroup
  ) async throws(ControlError) -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    do {
      // Made from its bytes, since NIO takes fewer of them (103) from a text than Linux does.
      let address = SocketAddress(path.address)
      return try await ClientBootstrap(group: group).connect(to: address) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    } catch let error as IOError {
      throw ControlError(path: path.text, connectingFailedWith: error.errnoCode)
    } catch {
      throw ControlError(path: path.text, endedWith: error)
    }
  }

  /// A server that refuses may answer and close before it has read: its answer is what counts.
  private static func send(
    _ request: ByteBuffer, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) async -> (any Error)? {
    do {
      try await outbound.write(request)
      return nil
    } catch {
      return error
    }
  }

  /// Returns whether any line came.
  private static func receiveLines(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ path: String,
    _ receive: (String) async -> Bool
  ) async throws -> Bool {
    var splitter = LineSplitter()
    var hasLines = false
    for try await chunk in inbound {
      splitter.append(chunk)
      while let line = splitter.nextLine() {
        hasLines = true
        if let reason = ControlLine.errorText(of: line) {
          throw ControlError(path: path, reason: .refused(reason))
        }
        guard await receive(line) else { return true }
      }
      guard !splitter.isTooLong else {
        throw ControlError(
          path: path, reason: .replyTooLong(bytesMax: LineSplitter.lineBytesMax))
      }
    }
    if splitter.hasRest { throw ControlError(path: path, reason: .replyBrokenOff) }
    return hasLines
  }
}
