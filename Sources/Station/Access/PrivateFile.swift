import Glibc

/// A file that nobody but the gateway's user may read or change.
enum PrivateFile {
  /// Tokens of a whole hospital are far shorter; whoever exceeds it has named the wrong file.
  private static let bytesAtMost = 262_144

  /// The file's bytes, once owner and mode are proved on the very file that is read.
  static func read(_ path: String) throws(StationStartError) -> [UInt8] {
    // A pipe in the file's place must not make the gateway wait.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw unreadable(path, errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(path, errno) }
    try check(path, status)
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
      throw .file(
        path: path, reason: "longer than \(bytesAtMost) bytes", advice: "name the right file")
    }
    return Array(bytes[..<count])
  }

  private static func check(_ path: String, _ status: stat) throws(StationStartError) {
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .file(path: path, reason: "not a file", advice: "name a file of mode 0600")
    }
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw .file(
        path: path,
        reason: "belongs to user \(status.st_uid), not to the one that runs kmcd (\(geteuid()))",
        advice: "run: chown \(geteuid()) \(path)")
    }
    guard status.st_mode & 0o077 == 0 else {
      let mode = String(status.st_mode & 0o7777, radix: 8)
      throw .file(
        path: path, reason: "has mode 0\(mode): others may read or change it",
        advice: "run: chmod 600 \(path)")
    }
  }

  private static func unreadable(_ path: String, _ code: Int32) -> StationStartError {
    switch code {
    case ENOENT:
      .file(
        path: path, reason: "there is no such file",
        advice: "make it, with mode 0600, or correct its name")
    case EACCES:
      .file(
        path: path, reason: "permission denied",
        advice: "it must belong to the user that runs kmcd, and the way to it be open to that user")
    default:
      .file(path: path, reason: String(cString: strerror(code)), advice: "see to the file")
    }
  }
}
