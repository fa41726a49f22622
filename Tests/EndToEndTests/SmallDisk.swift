import Foundation

/// A file system of two megabytes in memory, which only root can mount.
struct SmallDisk {
  let path: String

  private var filler: String { path + "/filler" }

  /// Nil where the tests may not mount; says so, because a test is passed over then.
  init?(at path: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    guard mount("tmpfs", path, "tmpfs", 0, "size=2m") == 0 else {
      let reason = String(cString: strerror(errno))
      print("passed over: no small disk can be mounted (\(reason)); run the tests as root")
      return nil
    }
  }

  /// Takes the last byte that there is.
  func fill() throws {
    let descriptor = open(filler, O_WRONLY | O_CREAT, 0o600)
    defer { close(descriptor) }
    for size in [65_536, 4096, 1] {
      let block = [UInt8](repeating: 1, count: size)
      while write(descriptor, block, size) == size {}
    }
  }

  func free() throws { try FileManager.default.removeItem(atPath: filler) }

  /// Lazily, as a file may still be open on it.
  func remove() { umount2(path, CInt(MNT_DETACH)) }
}
