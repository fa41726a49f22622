import ControlSocket
import Glibc
import NIOPosix
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StoppingTests {
  /// Some milliseconds on an idle machine; the bound is for a busy one, below every limit.
  @Test func stoppingWaitsForNoClient() async throws {
    let folder = try SocketFolder()
    var limits = ControlLimits()
    limits.requestWait = .seconds(50)
    limits.stallMax = .seconds(50)
    limits.refusalWait = .seconds(50)
    let begun = Counter()
    let ended = Counter()
    let stuck = [String](repeating: String(repeating: "x", count: 1023), count: 4096)
    let server = ControlServer(
      path: folder.socket, group: MultiThreadedEventLoopGroup.singleton, limits: limits
    ) { request in
      begun.increment()
      switch request {
      case "stream": return .stream(silentStream(ended: ended))
      case "stuck": return .lines(stuck)
      case "refused": return .failure("no")
      default:
        do { try await Task.sleep(for: .seconds(50)) } catch { ended.increment() }
        return .lines([])
      }
    }
    let running = try await start(server)
    let requests = ["stream\n", "stream\n", "stuck\n", "slow\n", "refused\n", "half", ""]
    let clients = try requests.map { request in
      let client = try RawClient(folder.socket)
      client.send(request)
      return client
    }
    try await eventually("the handlers' begin") { begun.value == 5 }
    let clock = ContinuousClock()
    let start = clock.now
    running.cancel()
    try await running.value
    #expect(clock.now - start < .seconds(10))
    #expect(!folder.socketExists)
    #expect(ended.value == 3)
    for client in clients {
      try await eventually("the hang-up", within: .seconds(5)) { client.isHungUp }
    }
  }

  @Test func aReplyThatBreaksOffIsNoReply() async throws {
    let folder = try SocketFolder()
    let path = folder.socket
    // More than the system's buffers hold, so that the stop falls in the midst of the line.
    let long = String(repeating: "x", count: 4 * 1024 * 1024)
    let server = ControlServer(path: path, group: MultiThreadedEventLoopGroup.singleton) { _ in
      .lines(["first", long])
    }
    let running = try await start(server)
    await #expect(throws: ControlError(path: path, reason: .replyBrokenOff)) {
      try await ControlClient.stream(path: path, line: "long") { _ in
        running.cancel()
        do { try await running.value } catch { return false }
        return true
      }
    }
  }

  @Test func anotherDaemonsFileIsLeft() async throws {
    let folder = try SocketFolder()
    try await withServer(folder) { _ in
      .lines([])
    } body: {
      #expect(unlink(folder.socket) == 0)
      try folder.makeStaleSocket()
    }
    #expect(folder.socketExists)
  }

  @Test func itStartsAgainAtOnce() async throws {
    let folder = try SocketFolder()
    for round in 0..<20 {
      try await withServer(folder) { _ in
        .lines(["\(round)"])
      } body: {
        let lines = try await ControlClient.request(path: folder.socket, line: "status")
        #expect(lines == ["\(round)"])
      }
      #expect(!folder.socketExists)
    }
  }

  @Test func aHundredConnectionsLeaveNoDescriptor() async throws {
    let folder = try SocketFolder()
    try await withServer(folder) { request in
      switch request {
      case "failure": .failure("no")
      case "stream": .stream(AsyncStream { $0.finish() })
      default: .lines(["well"])
      }
    } body: {
      let before = openSockets()
      for number in 0..<100 {
        let request = ["status", "failure", "stream"][number % 3]
        if number % 10 == 0 { _ = try RawClient(folder.socket) }
        do {
          _ = try await ControlClient.request(path: folder.socket, line: request)
        } catch let error as ControlError { #expect(error.reason == .refused("no")) }
      }
      // Other tests of this process open some meanwhile; a leak on either side is a hundred.
      try await eventually("the closing of sockets") { openSockets() <= before + 50 }
    }
  }

  private func openSockets() -> Int {
    (0..<4096).count { descriptor in
      var status = stat()
      return fstat(CInt(descriptor), &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }
  }
}
