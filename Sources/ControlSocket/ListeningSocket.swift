import Glibc

/// The daemon's listening descriptor and the socket's file that leads to it.
struct ListeningSocket: Sendable {
  /// Non-blocking, close-on-exec and listening; whoever takes it closes it.
  let descriptor: CInt
  private let path: ControlPath
  private let device: dev_t
  private let inode: ino_t

  /// Takes the path for this process, over a dead daemon's file but never over a living daemon.
  static func claim(_ path: ControlPath) async throws(ControlError) -> ListeningSocket {
    // Without it, two daemons that start at once could each find the file stale, and the second
    // remove the first one's new socket. It is let go with the descriptor.
    let folder = try await lockFolder(of: path)
    defer { close(folder) }
    try removeStaleFile(path)
    return try ListeningSocket(makingFileAt: path)
  }

  /// Removes the file if it is still this socket's.
  ///
  /// Do it while the descriptor still listens, so that no other daemon finds the file stale first.
  func removeFile() {
    var status = stat()
    guard lstat(path.text, &status) == 0, status.st_dev == device, status.st_ino == inode else {
      return
    }
    // A file that cannot be removed is found stale by the next daemon, which says why.
    unlink(path.text)
  }

  private init(makingFileAt path: ControlPath) throws(ControlError) {
    descriptor = try Self.openSocket(path)
    self.path = path
    // Linux makes the file with the mode of the descriptor (less the umask), so that it never
    // stands open to others, not even between two calls.
    var status = stat()
    guard fchmod(descriptor, 0o600) == 0,
      path.withAddress({ [descriptor] in bind(descriptor, $0, $1) }) == 0
    else {
      let code = errno
      close(descriptor)
      throw ControlError(path: path, makingFailedWith: code)
    }
    guard listen(descriptor, 128) == 0, lstat(path.text, &status) == 0 else {
      let code = errno
      unlink(path.text)
      close(descriptor)
      throw ControlError(path: path, makingFailedWith: code)
    }
    device = status.st_dev
    inode = status.st_ino
  }

  private static func openSocket(_ path: ControlPath) throws(ControlError) -> CInt {
    let kind = CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else {
      throw ControlError(path: path.text, reason: .inputOutput(errno: errno))
    }
    return descriptor
  }

  /// Waits at most two seconds: a daemon holds the folder for microseconds.
  private static func lockFolder(of path: ControlPath) async throws(ControlError) -> CInt {
    let folder = open(path.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw ControlError(path: path, makingFailedWith: errno) }
    for _ in 0..<100 {
      if flock(folder, LOCK_EX | LOCK_NB) == 0 { return folder }
      do { try await Task.sleep(for: .milliseconds(20)) } catch {
        close(folder)
        throw ControlError(path: path.text, reason: .cancelled)
      }
    }
    close(folder)
    throw ControlError(path: path.text, reason: .busy)
  }

  private static func removeStaleFile(_ path: ControlPath) throws(ControlError) {
    var status = stat()
    guard lstat(path.text, &status) == 0 else {
      guard errno == ENOENT else { throw ControlError(path: path, makingFailedWith: errno) }
      return
    }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw ControlError(path: path.text, reason: .notASocket)
    }
    let probe = try openSocket(path)
    defer { close(probe) }
    let answer = path.withAddress { connect(probe, $0, $1) } == 0 ? 0 : errno
    switch answer {
    case ECONNREFUSED:
      guard unlink(path.text) == 0 || errno == ENOENT else {
        throw ControlError(path: path, makingFailedWith: errno)
      }
    case ENOENT: return
    // A full queue of connections belongs to one that lives.
    case 0, EAGAIN: throw ControlError(path: path.text, reason: .alreadyRunning)
    default: throw ControlError(path: path.text, connectingFailedWith: answer)
    }
  }
}
