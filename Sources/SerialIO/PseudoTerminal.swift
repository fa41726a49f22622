import CPseudoTerminal
import Glibc
import NIOConcurrencyHelpers

/// A serial line without hardware: this side plays the device, the gateway opens `slavePath`.
///
/// Raw from the start, so bytes pass unchanged both ways. No call waits.
public final class PseudoTerminal: Sendable {
  /// The name the gateway opens, such as /dev/pts/4; another one after each creation.
  public let slavePath: String
  private let master: NIOLockedValueBox<CInt?>

  /// - Throws: `inputOutput` when the system has no pseudo-terminal left.
  public init() throws(SerialError) {
    let descriptor = pseudo_terminal_open_master()
    guard descriptor >= 0 else {
      throw SerialError(path: "/dev/ptmx", openingFailedWith: -descriptor)
    }
    do {
      slavePath = try Self.name(of: descriptor)
      try Self.makeRaw(descriptor)
    } catch {
      Glibc.close(descriptor)
      throw error
    }
    master = NIOLockedValueBox(descriptor)
  }

  deinit { close() }

  /// Plugs the device out: the gateway's side sees a hang-up at once. Later calls do nothing.
  public func close() {
    master.withLockedValue { descriptor in
      if let open = descriptor { Glibc.close(open) }
      descriptor = nil
    }
  }

  /// Whether the gateway holds the other side open.
  public var isSlaveOpen: Bool {
    master.withLockedValue { descriptor in
      guard let descriptor else { return false }
      var state = pollfd(fd: descriptor, events: 0, revents: 0)
      return poll(&state, 1, 0) >= 0 && state.revents & Int16(POLLHUP) == 0
    }
  }

  /// What the gateway has written, at most `bytesMax` bytes; empty when there is nothing now.
  public func read(bytesMax: Int = 4096) throws(SerialError) -> [UInt8] {
    var failedWith: CInt = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: bytesMax) { buffer, count in
      (count, failedWith) = transfer { Glibc.read($0, buffer.baseAddress, bytesMax) }
    }
    try check(failedWith)
    return bytes
  }

  /// Sends bytes to the gateway; they wait in the kernel if its side is not open.
  ///
  /// - Returns: How many bytes were taken from the front; less than all when the gateway lags.
  public func write(_ bytes: [UInt8]) throws(SerialError) -> Int {
    guard !bytes.isEmpty else { return 0 }
    let (count, failedWith) = bytes.withUnsafeBytes { buffer in
      transfer { Glibc.write($0, buffer.baseAddress, buffer.count) }
    }
    try check(failedWith)
    return count
  }

  private func transfer(_ call: (CInt) -> Int) -> (count: Int, errno: CInt) {
    master.withLockedValue { descriptor in
      guard let descriptor else { return (0, EBADF) }
      let count = call(descriptor)
      return count >= 0 ? (count, 0) : (0, errno)
    }
  }

  private func check(_ failedWith: CInt) throws(SerialError) {
    switch failedWith {
    // EIO while the gateway's side is closed: it may be opened again, so the line is only silent.
    case 0, EAGAIN, EINTR, EIO: return
    case EBADF: throw SerialError(path: slavePath, reason: .vanished)
    default: throw SerialError(path: slavePath, reason: .inputOutput(errno: failedWith))
    }
  }

  private static func name(of master: CInt) throws(SerialError) -> String {
    var name = [CChar](repeating: 0, count: 64)
    let failedWith = pseudo_terminal_slave_path(master, &name, name.count)
    guard failedWith == 0 else {
      throw SerialError(path: "/dev/ptmx", openingFailedWith: failedWith)
    }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The kernel applies settings made on the master to the slave, so that needs no opening of it.
  private static func makeRaw(_ master: CInt) throws(SerialError) {
    var line = termios()
    guard tcgetattr(master, &line) == 0 else {
      throw SerialError(path: "/dev/ptmx", openingFailedWith: errno)
    }
    cfmakeraw(&line)
    guard tcsetattr(master, TCSANOW, &line) == 0 else {
      throw SerialError(path: "/dev/ptmx", openingFailedWith: errno)
    }
  }
}
