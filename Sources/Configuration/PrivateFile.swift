import Glibc

/// A file of secrets: nobody but the gateway's user may read or change it.
public enum PrivateFile {
  /// Passwords, keys and a ward's tokens are far shorter; whoever exceeds it has named the wrong
  /// file.
  private static let bytesAtMost = 65_536

  /// The file's bytes, once its owner and mode are proved on the very file that is read.
  public static func read(
    _ path: String, ofSystemd: Bool = false
  ) throws(PrivateFileError) -> [UInt8] {
    // A pipe in the file's place must not make the gateway wait.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw unreadable(path, errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(path, errno) }
    if let fault = fault(path, status, ofSystemd: ofSystemd) { throw fault }
    var bytes = [UInt8](repeating: 0, count: bytesAtMost + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw unreadable(path, errno) }
      if got == 0 { break }
      count += got
    }
    guard count <= bytesAtMost else {
      throw PrivateFileError(path, "is longer than \(bytesAtMost) bytes", "name the right file")
    }
    return Array(bytes[..<count])
  }

  /// Who may own it and who may read it.
  ///
  /// systemd keeps a credential for another user as root's with an access list, which shows as a
  /// mode of 0440: what stands for the group is then the list's mask.
  static func fault(
    _ path: String, _ status: stat, ofSystemd: Bool, user: uid_t = geteuid()
  ) -> PrivateFileError? {
    guard status.st_mode & S_IFMT == S_IFREG else {
      return PrivateFileError(path, "is not a file", "name a file of mode 0600")
    }
    guard status.st_uid == user || status.st_uid == 0 else {
      return PrivateFileError(
        path, "belongs to user \(status.st_uid), not to the one that runs kmcd (\(user))",
        "run: chown \(user) \(path)")
    }
    let isMaskOfList = ofSystemd && status.st_uid == 0
    let forbidden: mode_t = isMaskOfList ? 0o037 : 0o077
    guard status.st_mode & forbidden == 0 else {
      let mode = String(status.st_mode & 0o7777, radix: 8)
      return PrivateFileError(
        path, "has mode 0\(mode): others may read or change it", "run: chmod 600 \(path)")
    }
    return nil
  }

  private static func unreadable(_ path: String, _ code: Int32) -> PrivateFileError {
    switch code {
    case ENOENT:
      PrivateFileError(path, "is not there", "make it, with mode 0600, or correct its name")
    case EACCES:
      PrivateFileError(
        path, "cannot be read: permission denied",
        "it must belong to the user that runs kmcd, and the way to it be open to that user")
    default:
      PrivateFileError(
        path, "cannot be read: \(String(cString: strerror(code)))", "see to the file")
    }
  }
}
