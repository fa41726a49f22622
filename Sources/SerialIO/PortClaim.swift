import CPseudoTerminal
import Glibc

/// Keeps other programs off an open port.
enum PortClaim {
  /// Takes the advisory lock that terminal programs look for; it goes with the last descriptor.
  ///
  /// Unlike TIOCEXCL it also holds against root, and two gateways may well both run as root.
  static func lock(_ descriptor: CInt, path: String) throws(SerialError) {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw SerialError(path: path, openingFailedWith: errno)
    }
  }

  /// Refuses opens by programs that look for no lock (TIOCEXCL). Not for pseudo-terminals: there
  /// the mark outlives the descriptor while the other side lives, and shuts the next run out.
  static func refuseOtherOpens(_ descriptor: CInt, path: String) throws(SerialError) {
    let failure = serial_port_refuse_other_opens(descriptor)
    guard failure == 0 else { throw SerialError(path: path, openingFailedWith: failure) }
  }
}
