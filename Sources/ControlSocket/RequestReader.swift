import NIOCore

/// What a client sent first.
enum ReceivedRequest: Hashable, Sendable {
  /// The request, without its newline.
  case line(String)
  /// No request that can be handed on, and why.
  case refused(String)
  /// The client went away without a request.
  case gone
}

/// Reads the one line that a client may send, and discards what comes after it.
final class RequestReader: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let received: EventLoopPromise<ReceivedRequest>
  private let bytesMax: Int
  private let wait: TimeAmount
  private var gathered = ByteBuffer()
  private var isDone = false
  private var discardedBytes = 0
  private var deadline: Scheduled<Void>?

  /// - Parameter received: Succeeds once, at the latest when the connection has closed.
  init(received: EventLoopPromise<ReceivedRequest>, bytesMax: Int, wait: Duration) {
    self.received = received
    self.bytesMax = bytesMax
    self.wait = TimeAmount(wait)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: wait) { [self] in
      finish(.refused("no request came in time; send one line, ended by a newline"))
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    finish(.gone)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var data = unwrapInboundIn(data)
    guard !isDone else { return discard(data, context) }
    let newline = data.readableBytesView.firstIndex(of: UInt8(ascii: "\n"))
    let count = newline.map { $0 - data.readerIndex } ?? data.readableBytes
    guard gathered.readableBytes + count < bytesMax else {
      return finish(.refused("the request is longer than \(bytesMax) bytes"))
    }
    if var piece = data.readSlice(length: count) { gathered.writeBuffer(&piece) }
    guard newline != nil else { return }
    let line = String(validating: gathered.readableBytesView, as: UTF8.self)
    finish(line.map(ReceivedRequest.line) ?? .refused("the request is not UTF-8"))
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event as? ChannelEvent == .inputClosed {
      // Half a line may be half a command: it is not carried out.
      let isEmpty = gathered.readableBytes == 0
      finish(isEmpty ? .gone : .refused("the request does not end with a newline"))
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  /// Reading on is how a client that went away is noticed; it may not cost the loop much.
  private func discard(_ data: ByteBuffer, _ context: ChannelHandlerContext) {
    discardedBytes += data.readableBytes
    if discardedBytes > 16 * bytesMax { context.close(promise: nil) }
  }

  private func finish(_ outcome: ReceivedRequest) {
    guard !isDone else { return }
    isDone = true
    gathered = ByteBuffer()
    deadline?.cancel()
    received.succeed(outcome)
  }
}
