import Glibc
import NIOCore

/// Why a serial port cannot be used; its text says what happened and what to do.
public struct SerialError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    case noSuchPort
    case permissionDenied
    /// Another program holds the port.
    case busy
    /// The path is there, but is nothing that speaks serial; `detail` says what it is.
    case notASerialPort(detail: String)
    /// The speed in bits a second that the port refuses.
    case unsupportedSpeed(baud: Int)
    /// The port was open and went away: unplugged, or the other side of a pseudo-terminal closed.
    case vanished
    /// The system call failed with this errno.
    case inputOutput(errno: CInt)
  }

  /// The path as configured.
  public var path: String
  public var reason: Reason

  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// Sorts the errno of a failed open into what the user can do about it.
  init(path: String, openingFailedWith errno: CInt) {
    self.path = path
    reason =
      switch errno {
      case ENOENT, ENOTDIR, ENODEV, ENXIO, ELOOP: .noSuchPort
      case EACCES, EPERM: .permissionDenied
      case EBUSY, EWOULDBLOCK: .busy
      case ENOTTY: .notASerialPort(detail: "it is not a terminal device")
      case EISDIR: .notASerialPort(detail: "it is a directory")
      default: .inputOutput(errno: errno)
      }
  }

  /// Sorts what ended an open port.
  init(path: String, endedWith error: any Error) {
    switch error {
    case let error as SerialError: self = error
    case let error as IOError:
      switch error.errnoCode {
      case EIO, ECONNRESET, ENODEV, ENXIO, EPIPE: self.init(path: path, reason: .vanished)
      default: self.init(path: path, reason: .inputOutput(errno: error.errnoCode))
      }
    case is ChannelError: self.init(path: path, reason: .vanished)
    default: self.init(path: path, reason: .inputOutput(errno: ECANCELED))
    }
  }

  public var description: String {
    switch reason {
    case .noSuchPort:
      "\(path): no such port; plug in the adapter, or choose a name that "
        + "`ls -l /dev/serial/by-id` shows"
    case .permissionDenied:
      "\(path): permission denied; add the user to group dialout "
        + "(`sudo usermod -aG dialout USER`), then start the gateway again"
    case .busy:
      "\(path): busy, another program holds the port; "
        + "find it with `sudo fuser -v \(path)` and stop it"
    case .notASerialPort(let detail):
      "\(path): not a serial port (\(detail)); choose a name below /dev/serial/by-id"
    case .unsupportedSpeed(let baud):
      "\(path): the port cannot run at \(baud) baud; "
        + "choose a speed that both adapter and device know, such as 115200"
    case .vanished:
      "\(path): the port went away; check the cable and the plug"
    case .inputOutput(let errno):
      "\(path): input/output error \(errno) (\(String(cString: strerror(errno)))); "
        + "unplug the adapter and plug it in again, then look at `dmesg`"
    }
  }
}
