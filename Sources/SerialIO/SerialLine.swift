import Glibc
import NIOCore
import NIOPosix

/// One opening of a port on the event loop, from the descriptor to its last close.
struct SerialLine: Sendable {
  private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
  /// Succeeds when the last descriptor is closed and the device's name is free.
  private let released: EventLoopFuture<Void>

  /// Hands an opened port to the event loop; closes it if that fails.
  static func attach(
    _ port: OpenedSerialPort, to group: any EventLoopGroup, blocking: NIOThreadPool,
    outgoing: OutgoingBuffer
  ) async throws -> SerialLine {
    let descriptor = port.descriptor
    // The bootstrap can copy the descriptor itself, but such a copy is not close-on-exec.
    let input = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    let output = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard input >= 0, output >= 0 else {
      let failedWith = errno
      for descriptor in [descriptor, input, output] where descriptor >= 0 { close(descriptor) }
      throw IOError(errnoCode: failedWith, reason: "dup")
    }
    let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
    do {
      channel = try await NIOPipeBootstrap(group: group)
        .channelOption(
          ChannelOptions.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 4096)
        )
        .takingOwnershipOfDescriptors(input: input, output: output) { channel in
          channel.eventLoop.makeCompletedFuture {
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
          }
        }
    } catch {
      close(descriptor)
      throw error
    }
    outgoing.attach(channel.channel)
    let released = release(descriptor, after: channel.channel, outgoing, blocking)
    return SerialLine(channel: channel, released: released)
  }

  /// Closes our own, last descriptor once the event loop has closed its two.
  ///
  /// The last close of a real port waits until the adapter has sent what it holds, up to 30 s: so
  /// that is thrown away first, and the close is done where it delays no other port.
  private static func release(
    _ descriptor: CInt, after channel: any Channel, _ outgoing: OutgoingBuffer,
    _ blocking: NIOThreadPool
  ) -> EventLoopFuture<Void> {
    channel.closeFuture.flatMap {
      outgoing.detach()
      let done = channel.eventLoop.makePromise(of: Void.self)
      // Also called, with another state, when the pool is no longer there.
      blocking.submit { _ in
        tcflush(descriptor, TCOFLUSH)
        close(descriptor)
        done.succeed()
      }
      return done.futureResult
    }
  }

  /// Hands every chunk to `receive` in order, reading no further ahead than a few chunks, until the
  /// port goes away or the task is cancelled; then returns when the device's name is free.
  func serve(_ receive: @Sendable ([UInt8]) async -> Void) async throws {
    let ended: Result<Void, any Error>
    do {
      try await channel.executeThenClose { inbound, _ in
        for try await chunk in inbound { await receive(Array(chunk.readableBytesView)) }
      }
      ended = .success(())
    } catch {
      ended = .failure(error)
    }
    // The release never fails; waiting for it keeps the next open from meeting our own lock.
    try await released.get()
    try ended.get()
  }
}
