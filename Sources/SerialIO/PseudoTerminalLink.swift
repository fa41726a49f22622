import Glibc

/// A steady name for a pseudo-terminal, as /dev/serial/by-id is for an adapter.
public struct PseudoTerminalLink: Hashable, Sendable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// Points the name at this terminal, in one step even if it stands for another one now.
  public func point(to terminal: PseudoTerminal) throws(SerialError) {
    let fresh = path + ".new"
    unlink(fresh)
    guard symlink(terminal.slavePath, fresh) == 0, rename(fresh, path) == 0 else {
      throw SerialError(path: path, openingFailedWith: errno)
    }
  }

  /// Takes the name away, as udev does at an unplug; harmless if it is not there.
  public func remove() {
    unlink(path)
  }
}
