import ControlSocket
import Glibc
import NIOConcurrencyHelpers
import NIOPosix

/// A folder of its own for one test's socket.
final class SocketFolder: Sendable {
  let path: String
  var socket: String { path + "/kmcd.sock" }

  init() throws {
    var template = Array("/tmp/kmc-control-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw FixtureError.system("mkdtemp", errno)
    }
    path = String(cString: made)
  }

  deinit {
    unlink(socket)
    rmdir(path)
  }

  var socketExists: Bool {
    var status = stat()
    return lstat(socket, &status) == 0
  }

  /// Leaves what a killed daemon leaves: a bound file that nobody listens on.
  func makeStaleSocket(kind: __socket_type = SOCK_STREAM) throws {
    let descriptor = Glibc.socket(AF_UNIX, CInt(kind.rawValue), 0)
    defer { close(descriptor) }
    guard withAddress(of: socket, { bind(descriptor, $0, $1) }) == 0 else {
      throw FixtureError.system("bind", errno)
    }
  }
}

enum FixtureError: Error {
  case system(String, CInt)
  case neverReady
  case late(String)
}

func withAddress(of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt) -> CInt {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
}

/// Runs the server for as long as `body` does.
func withServer(
  _ folder: SocketFolder, clientsMax: Int = 16, limits: ControlLimits = ControlLimits(),
  handler: @escaping @Sendable (String) async -> ControlReply,
  body: () async throws -> Void
) async throws {
  let server = ControlServer(
    path: folder.socket, group: MultiThreadedEventLoopGroup.singleton, clientsMax: clientsMax,
    limits: limits, handler: handler)
  let running = try await start(server)
  do { try await body() } catch {
    running.cancel()
    try await running.value
    throw error
  }
  running.cancel()
  try await running.value
}

/// Returns when clients can connect; throws what prevents it.
func start(_ server: ControlServer) async throws -> Task<Void, any Error> {
  let (ready, announce) = AsyncStream.makeStream(of: Void.self)
  let running = Task {
    defer { announce.finish() }
    try await server.run { announce.yield() }
  }
  for await _ in ready { return running }
  try await running.value
  throw FixtureError.neverReady
}

/// Waits for what another task brings about, ten seconds unless told.
func eventually(
  _ what: String, within limit: Duration = .seconds(10), _ isSo: () throws -> Bool
) async throws {
  let clock = ContinuousClock()
  let end = clock.now + limit
  while try !isSo() {
    guard clock.now < end else { throw FixtureError.late(what) }
    try await Task.sleep(for: .milliseconds(5))
  }
}

/// Counts across tasks.
final class Counter: Sendable {
  private let box = NIOLockedValueBox(0)
  var value: Int { box.withLockedValue { $0 } }

  @discardableResult
  func increment() -> Int {
    box.withLockedValue { count in
      count += 1
      return count
    }
  }
}

/// A stream that never yields nor ends, and counts when whoever reads it goes away.
func silentStream(ended: Counter) -> AsyncStream<String> {
  AsyncStream { continuation in
    continuation.onTermination = { _ in ended.increment() }
  }
}
