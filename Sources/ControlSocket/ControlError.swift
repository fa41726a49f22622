import Glibc
import NIOCore

/// Why the control socket cannot be used; its text says what happened and what to do.
public struct ControlError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    /// The path has this many bytes of UTF-8, the system takes `ControlPath.bytesMax`.
    case pathTooLong(bytes: Int)
    /// The path is empty or holds a NUL.
    case pathUnusable
    case folderMissing(folder: String)
    case folderNotWritable(folder: String)
    /// A file that is no socket of this program stands at the path.
    case notASocket
    /// A living daemon answers on the socket.
    case alreadyRunning
    /// The daemon's side stopped taking connections by itself.
    case listenerLost
    case notRunning
    /// The socket belongs to another user.
    case permissionDenied
    /// The other side was too occupied to take the connection.
    case busy
    case timeout(after: Duration)
    /// The request has this many bytes, newline included, and the limit is `bytesMax`.
    case requestTooLong(bytes: Int, bytesMax: Int)
    case requestNotOneLine
    /// One line of the reply passed this many bytes.
    case replyTooLong(bytesMax: Int)
    /// The connection ended in the midst of a reply.
    case replyBrokenOff
    /// The daemon answered with this text.
    case refused(String)
    case cancelled
    /// The system call failed with this errno.
    case inputOutput(errno: CInt)
  }

  /// The path of the socket as configured.
  public var path: String
  public var reason: Reason

  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  public var description: String {
    switch reason {
    case .refused(let text): text
    default: "\(path): \(advice)"
    }
  }

  private var advice: String {
    switch reason {
    case .pathTooLong(let bytes):
      "the path has \(bytes) bytes, a socket's may have \(ControlPath.bytesMax); "
        + "choose a shorter control.socket"
    case .pathUnusable:
      "no usable path; set control.socket to one such as /run/kmcd/kmcd.sock"
    case .folderMissing(let folder):
      "the folder \(folder) does not exist; make it (`sudo install -d -m 0750 -o USER \(folder)`, "
        + "USER being who runs kmcd), or choose another control.socket"
    case .folderNotWritable(let folder):
      "the folder \(folder) cannot be read and written by this user; "
        + "give it to who runs kmcd (`sudo chown USER \(folder)`), or choose another control.socket"
    case .notASocket:
      "there is a file of this name that is no socket of kmcd; "
        + "move it away, or choose another control.socket"
    case .alreadyRunning:
      "another kmcd runs on this socket; stop it first, or choose another control.socket"
    case .listenerLost:
      "the control socket stopped taking connections; start kmcd again"
    case .notRunning:
      "kmcd is not running, or runs with another control.socket"
    case .permissionDenied:
      "permission denied; ask as the user who runs kmcd (`sudo -u USER kmcd ...`)"
    default: passingAdvice
    }
  }

  /// What may be better at the next try.
  private var passingAdvice: String {
    switch reason {
    case .busy: "too many ask at once; try again"
    case .timeout(let after):
      "no whole answer within \(after); try again, and look at kmcd's log if it stays so"
    case .requestTooLong(let bytes, let bytesMax):
      "the request has \(bytes) bytes, it may have \(bytesMax); ask for less at once"
    case .requestNotOneLine: "a request is one line; take the line breaks out of it"
    case .replyTooLong(let bytesMax):
      "a line of the answer has more than \(bytesMax) bytes; is this the socket of kmcd?"
    case .replyBrokenOff:
      "the answer broke off: kmcd stopped, or gave up because it was read too slowly; try again"
    case .cancelled: "the request was given up before its answer was whole"
    case .inputOutput(let errno):
      "input/output error \(errno) (\(String(cString: strerror(errno)))); "
        + "look at kmcd's log and try again"
    default: "the control socket cannot be used"
    }
  }
}

extension ControlError {
  /// Sorts the errno of a failed connection into what the user can do about it.
  init(path: String, connectingFailedWith errno: CInt) {
    self.path = path
    reason =
      switch errno {
      case ENOENT, ENOTDIR, ECONNREFUSED: .notRunning
      case EACCES, EPERM: .permissionDenied
      case EPROTOTYPE, ENOTSOCK: .notASocket
      case EAGAIN: .busy
      default: .inputOutput(errno: errno)
      }
  }

  /// Sorts the errno of a failed making of the socket's file.
  init(path: ControlPath, makingFailedWith errno: CInt) {
    self.path = path.text
    reason =
      switch errno {
      case ENOENT, ENOTDIR: .folderMissing(folder: path.folder)
      case EACCES, EPERM, EROFS: .folderNotWritable(folder: path.folder)
      case EADDRINUSE: .alreadyRunning
      default: .inputOutput(errno: errno)
      }
  }

  /// Sorts what ended a connection before its reply was whole.
  init(path: String, endedWith error: any Error) {
    switch error {
    case let error as ControlError: self = error
    case is CancellationError: self.init(path: path, reason: .cancelled)
    case let error as IOError where error.errnoCode != ECONNRESET && error.errnoCode != EPIPE:
      self.init(path: path, reason: .inputOutput(errno: error.errnoCode))
    default: self.init(path: path, reason: .replyBrokenOff)
    }
  }
}
