import Glibc
import NIOPosix
import Testing

@testable import SerialIO

/// All tests of serial ports, one at a time: they watch this process's descriptors and the clock.
@Suite(.serialized, .timeLimit(.minutes(1))) struct SerialTests {}

let oneLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1)

/// Everything a port told of, in order.
actor EventLog {
  private(set) var events: [SerialEvent] = []
  private(set) var bytes: [UInt8] = []

  func append(_ event: SerialEvent) {
    if case .bytes(let chunk) = event { bytes += chunk } else { events.append(event) }
  }

  var closures: [SerialError.Reason] {
    events.compactMap { if case .closed(let error) = $0 { error.reason } else { nil } }
  }
}

/// Waits for a condition, at most `limit`.
func eventually(
  within limit: Duration = .seconds(5), _ condition: () async throws -> Bool
) async rethrows -> Bool {
  let clock = ContinuousClock()
  let deadline = clock.now + limit
  while clock.now < deadline {
    if try await condition() { return true }
    try? await Task.sleep(for: .milliseconds(2))
  }
  return try await condition()
}

/// Keeps a port running while `body` looks at it.
func running(
  _ port: SerialPort, log: EventLog, _ body: () async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { await port.run { await log.append($0) } }
    let result: Result<Void, any Error>
    do {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    group.cancelAll()
    try result.get()
  }
}

/// Makes a port on a path with quick, real waits.
func makePort(
  _ path: String, opener: any SerialOpener = DefaultOpener(), outgoingBytesMax: Int = 4096
) -> SerialPort {
  SerialPort(
    SerialSettings(path: path), opener: opener, group: oneLoop,
    backOff: BackOff(initial: .milliseconds(10), cap: .milliseconds(40)),
    outgoingBytesMax: outgoingBytesMax)
}

extension PseudoTerminal {
  /// Sends all bytes, waiting for the other side at most `limit`.
  func send(_ bytes: [UInt8], within limit: Duration = .seconds(20)) async throws {
    var rest = bytes[...]
    let sent = try await eventually(within: limit) {
      rest = rest.dropFirst(try write(Array(rest)))
      return rest.isEmpty
    }
    try #require(sent, "\(rest.count) bytes were never taken")
  }

  /// Reads until `count` bytes have come, at most `limit`.
  func receive(count: Int, within limit: Duration = .seconds(5)) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    _ = try await eventually(within: limit) {
      bytes += try read()
      return bytes.count >= count
    }
    return bytes
  }
}

/// A directory that lives as long as the test, for links to pseudo-terminals.
final class ScratchDirectory {
  let path: String

  init() throws {
    var template = Array("/tmp/serial-tests-XXXXXX".utf8CString)
    let made = mkdtemp(&template)
    path = String(cString: try #require(made))
  }

  deinit {
    for name in ["probe", "probe.new", "file"] { unlink(path + "/" + name) }
    rmdir(path)
  }
}

/// The descriptors of this process that are pseudo-terminals, with their flags.
func terminalDescriptors() -> [(number: CInt, target: String, flags: CInt)] {
  (0..<1024).compactMap { (number: CInt) in
    var buffer = [CChar](repeating: 0, count: 256)
    let length = readlink("/proc/self/fd/\(number)", &buffer, buffer.count)
    guard length > 0 else { return nil }
    let target = String(
      decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard target.hasPrefix("/dev/pt") else { return nil }
    return (number, target, fcntl(number, F_GETFD))
  }
}
