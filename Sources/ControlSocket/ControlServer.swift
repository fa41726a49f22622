import Glibc
import NIOCore
import NIOPosix

/// The daemon's side of the control socket: one line in, lines out, one request a connection.
public struct ControlServer: Sendable {
  public let path: String
  private let group: any EventLoopGroup
  private let clientsMax: Int
  private let limits: ControlLimits
  private let handler: @Sendable (String) async -> ControlReply

  /// - Parameters:
  ///   - path: The socket's file, at most `ControlPath.bytesMax` bytes; its folder must exist.
  ///   - clientsMax: How many are answered at once; those above are told to try again.
  ///   - handler: Answers one request; it is cancelled when its client goes away or the server
  ///     stops, and must then return soon, because `run` waits for it.
  public init(
    path: String, group: any EventLoopGroup, clientsMax: Int = 16,
    limits: ControlLimits = ControlLimits(),
    handler: @escaping @Sendable (String) async -> ControlReply
  ) {
    self.path = path
    self.group = group
    self.clientsMax = clientsMax
    self.limits = limits
    self.handler = handler
  }

  /// Serves until the task is cancelled; then the socket's file is gone and all clients are closed.
  ///
  /// - Parameter onReady: Called once, when clients can connect.
  /// - Throws: What prevents the socket, before `onReady`; `listenerLost` after it.
  public func run(onReady: @Sendable () -> Void = {}) async throws(ControlError) {
    let socket = try await ListeningSocket.claim(ControlPath(path))
    let (connections, arrivals) = AsyncStream.makeStream(of: ControlConnection.self)
    let roll = ConnectionRoll(clientsMax: clientsMax)
    let listener: any Channel
    do {
      listener = try await listen(socket, roll, arrivals)
    } catch {
      socket.removeFile()
      throw ControlError(path: path, endedWith: error)
    }
    listener.closeFuture.whenComplete { _ in arrivals.finish() }
    onReady()
    await withDiscardingTaskGroup { clients in
      for await connection in connections {
        clients.addTask {
          await connection.serve(handler)
          roll.leave(connection.channel, connection.place)
        }
      }
      socket.removeFile()
      listener.close(promise: nil)
      roll.close()
      clients.cancelAll()
    }
    if !Task.isCancelled { throw ControlError(path: path, reason: .listenerLost) }
  }

  private func listen(
    _ socket: ListeningSocket, _ roll: ConnectionRoll,
    _ arrivals: AsyncStream<ControlConnection>.Continuation
  ) async throws -> any Channel {
    let bootstrap = ServerBootstrap(group: group)
      // A client may end its sending (`nc -N`) and still read its reply.
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          arrivals.yield(try admit(channel, roll))
        }
      }
    return try await bootstrap.withBoundSocket(socket.descriptor).get()
  }

  /// - Throws: When there is no place for it; the caller then closes the connection.
  private func admit(_ channel: any Channel, _ roll: ConnectionRoll) throws -> ControlConnection {
    guard let place = roll.admit(channel) else {
      throw ControlError(path: path, reason: .busy)
    }
    let received = channel.eventLoop.makePromise(of: ReceivedRequest.self)
    let wait = place == .client ? limits.requestWait : limits.refusalWait
    let reader = RequestReader(
      received: received, bytesMax: limits.requestBytesMax, wait: wait)
    do {
      try channel.pipeline.syncOperations.addHandler(reader)
    } catch {
      received.succeed(.gone)
      roll.leave(channel, place)
      throw error
    }
    return ControlConnection(
      channel: channel, place: place, received: received.futureResult, limits: limits,
      surplusRefusal: "\(clientsMax) clients are connected, the most there may be; "
        + "end one of them, or try again later")
  }
}
