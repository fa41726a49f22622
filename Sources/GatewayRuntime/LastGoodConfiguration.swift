import Configuration
import Glibc

/// The text of the configuration that ran last, kept for a start at which the file is broken.
public struct LastGoodConfiguration: Sendable {
  /// Why it could not be kept; the gateway runs all the same.
  public struct NotKept: Error, Hashable, Sendable, CustomStringConvertible {
    public var path: String
    public var errno: Int32

    public var description: String {
      "\(path): the good configuration cannot be kept here: \(String(cString: strerror(errno)))"
    }
  }

  public let path: String

  /// - Parameter folder: Where the service keeps its state; it must exist.
  public init(folder: String) { path = folder + "/last-good.yaml" }

  /// Reads the copy as if it were `file`, from whose folder its relative paths are meant.
  ///
  /// Nil when there is none. Errors: what makes the copy unusable, such as another release's keys.
  public func load(for file: String) throws(ConfigurationErrors) -> GatewayConfiguration? {
    let text: String
    do throws(ConfigurationErrors) {
      text = try ConfigurationLoader.text(path: path)
    } catch {
      if case .missing = error { return nil }
      throw error
    }
    return try ConfigurationLoader.parse(text: text, file: file)
  }

  /// Keeps the text, readable by this user alone; the copy is whole or the one before, always.
  public func save(_ text: String) throws(NotKept) {
    if isKept(text) { return }
    let draft = path + ".new"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw NotKept(path: path, errno: errno) }
    let code = write(Array(text.utf8), to: descriptor)
    close(descriptor)
    guard code == 0, rename(draft, path) == 0 else {
      let failedWith = code == 0 ? errno : code
      unlink(draft)
      throw NotKept(path: path, errno: failedWith)
    }
    try syncFolder()
  }

  /// An unchanged file costs the card nothing.
  private func isKept(_ text: String) -> Bool {
    do throws(ConfigurationErrors) {
      return try ConfigurationLoader.text(path: path) == text
    } catch {
      return false
    }
  }

  /// Writes all bytes and waits for the disk; returns 0 or the system's error.
  private func write(_ bytes: [UInt8], to descriptor: CInt) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { whole in
        let rest = UnsafeRawBufferPointer(rebasing: whole[written...])
        return Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      written += count
    }
    return fsync(descriptor) == 0 ? 0 : errno
  }

  /// The new name is on the disk only when the folder is.
  private func syncFolder() throws(NotKept) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw NotKept(path: path, errno: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw NotKept(path: path, errno: errno) }
  }
}
