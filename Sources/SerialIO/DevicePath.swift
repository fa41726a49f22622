import Glibc

/// What a configured path stands for at this moment, with every symbolic link followed.
struct DevicePath: Hashable, Sendable {
  let resolved: String

  /// - Throws: `noSuchPort` or `permissionDenied`, with the path as configured.
  init(resolving path: String) throws(SerialError) {
    guard let name = realpath(path, nil) else {
      throw SerialError(path: path, openingFailedWith: errno)
    }
    defer { free(name) }
    resolved = String(cString: name)
  }

  /// libserialport cannot open these: it asks sysfs and the modem lines, and they have neither.
  var isPseudoTerminal: Bool {
    let directory = "/dev/pts/"
    guard resolved.hasPrefix(directory) else { return false }
    let number = resolved.dropFirst(directory.count)
    return number.allSatisfy(\.isNumber)
  }
}
