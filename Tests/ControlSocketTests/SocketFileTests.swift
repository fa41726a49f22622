import ControlSocket
import Glibc
import NIOPosix
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SocketFileTests {
  private func server(_ path: String) -> ControlServer {
    ControlServer(path: path, group: MultiThreadedEventLoopGroup.singleton) { _ in
      .lines(["well"])
    }
  }

  @Test func onlyItsOwnerMayUseIt() async throws {
    let folder = try SocketFolder()
    try await withServer(folder) { _ in
      .lines([])
    } body: {
      var status = stat()
      #expect(lstat(folder.socket, &status) == 0)
      #expect(status.st_mode & S_IFMT == S_IFSOCK)
      #expect(status.st_mode & 0o7777 == 0o600)
    }
    #expect(!folder.socketExists)
  }

  @Test func aDeadDaemonsFileIsReplaced() async throws {
    let folder = try SocketFolder()
    try folder.makeStaleSocket()
    await #expect(throws: ControlError(path: folder.socket, reason: .notRunning)) {
      try await ControlClient.request(path: folder.socket, line: "status")
    }
    try await withServer(folder) { _ in
      .lines(["well"])
    } body: {
      let lines = try await ControlClient.request(path: folder.socket, line: "status")
      #expect(lines == ["well"])
    }
  }

  @Test func aSecondServerIsRefusedAndHarmsNothing() async throws {
    let folder = try SocketFolder()
    try await withServer(folder) { _ in
      .lines(["well"])
    } body: {
      let error = ControlError(path: folder.socket, reason: .alreadyRunning)
      await #expect(throws: error) { try await server(folder.socket).run() }
      #expect(error.description.contains("another kmcd runs on this socket"))
      let lines = try await ControlClient.request(path: folder.socket, line: "status")
      #expect(lines == ["well"])
    }
  }

  /// Many rounds, because what the lock prevents happens in a moment.
  @Test(arguments: 0..<40)
  func ofManyThatStartAtOnceOneRuns(_ round: Int) async throws {
    let folder = try SocketFolder()
    try folder.makeStaleSocket()
    let ready = Counter()
    let refused = Counter()
    let server = server(folder.socket)
    let path = folder.socket
    try await withThrowingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          do { try await server.run { ready.increment() } } catch let error as ControlError {
            if error.reason == .alreadyRunning { refused.increment() }
          }
        }
      }
      try await eventually("all starts") { ready.value + refused.value == 8 }
      #expect(ready.value == 1)
      let lines = try await ControlClient.request(path: path, line: "status")
      #expect(lines == ["well"])
      group.cancelAll()
    }
    #expect(!folder.socketExists)
  }

  @Test func aStartWaitsForAnotherStartInTheFolder() async throws {
    let folder = try SocketFolder()
    let held = open(folder.path, O_RDONLY)
    #expect(flock(held, LOCK_EX) == 0)
    let server = server(folder.socket)
    let running = Task { try await server.run() }
    try await Task.sleep(for: .milliseconds(200))
    #expect(!folder.socketExists)
    close(held)
    try await eventually("the socket's file") { folder.socketExists }
    running.cancel()
    try await running.value
  }

  @Test func aFileThatIsNoSocketIsKept() async throws {
    let folder = try SocketFolder()
    let descriptor = open(folder.socket, O_CREAT | O_WRONLY, 0o600)
    close(descriptor)
    await #expect(throws: ControlError(path: folder.socket, reason: .notASocket)) {
      try await server(folder.socket).run()
    }
    #expect(folder.socketExists)
  }

  @Test func aSocketOfAnotherKindIsKept() async throws {
    let folder = try SocketFolder()
    let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)
    defer { close(descriptor) }
    #expect(withAddress(of: folder.socket) { bind(descriptor, $0, $1) } == 0)
    await #expect(throws: ControlError(path: folder.socket, reason: .notASocket)) {
      try await server(folder.socket).run()
    }
    #expect(folder.socketExists)
  }

  @Test func badPathsAreRefusedByBothSides() async throws {
    let folder = try SocketFolder()
    let missing = folder.path + "/run"
    let long = "/tmp/" + String(repeating: "x", count: 103)
    let cases: [(String, ControlError.Reason, ControlError.Reason)] = [
      (missing + "/kmcd.sock", .folderMissing(folder: missing), .notRunning),
      (long, .pathTooLong(bytes: 108), .pathTooLong(bytes: 108)),
      ("", .pathUnusable, .pathUnusable),
      ("/tmp/a\0b", .pathUnusable, .pathUnusable),
    ]
    for (path, serverReason, clientReason) in cases {
      await #expect(throws: ControlError(path: path, reason: serverReason)) {
        try await server(path).run()
      }
      await #expect(throws: ControlError(path: path, reason: clientReason)) {
        try await ControlClient.request(path: path, line: "status")
      }
    }
  }

  @Test func theLongestPathWorks() async throws {
    let folder = try SocketFolder()
    let name = String(repeating: "k", count: ControlPath.bytesMax - folder.path.utf8.count - 1)
    let path = folder.path + "/" + name
    let running = try await start(server(path))
    let lines = try await ControlClient.request(path: path, line: "status")
    #expect(lines == ["well"])
    running.cancel()
    try await running.value
    #expect(access(path, F_OK) != 0)
  }

  @Test(.enabled(if: geteuid() != 0, "root may do everything"))
  func permissionsAreNamed() async throws {
    let folder = try SocketFolder()
    let path = folder.socket
    try await withServer(folder) { _ in
      .lines([])
    } body: {
      chmod(path, 0)
      await #expect(throws: ControlError(path: path, reason: .permissionDenied)) {
        try await ControlClient.request(path: path, line: "status")
      }
    }
    chmod(folder.path, 0o500)
    let closed = ControlError.Reason.folderNotWritable(folder: folder.path)
    await #expect(throws: ControlError(path: path, reason: closed)) {
      try await server(path).run()
    }
    chmod(folder.path, 0o700)
  }
}
