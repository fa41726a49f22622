import Glibc

/// One file of an export: under a temporary name until it is whole and on the disk.
final class ExportFile {
  let name: String
  private let folder: String
  private var descriptor: Int32
  private var waiting: [UInt8] = []
  private var isRenamed = false

  private static let enough = 1 << 16

  private var path: String { folder + "/" + name }
  private var partPath: String { path + ".part" }

  /// Begins the file; a part that an interrupted export left under its name is written over.
  init(_ name: String, in folder: String) throws(ExportError) {
    self.name = name
    self.folder = folder
    waiting.reserveCapacity(Self.enough + 4096)
    descriptor = -1
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
    let opened = open(partPath, flags, 0o640)
    guard opened >= 0 else { throw ExportError(path: folder, errno: errno) }
    descriptor = opened
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isRenamed { unlink(partPath) }
  }

  func write(_ text: String) throws(ExportError) {
    waiting.append(contentsOf: text.utf8)
    if waiting.count >= Self.enough { try flush() }
  }

  /// Puts everything on the disk; the file still has its temporary name.
  func finish() throws(ExportError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw failure() }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw failure() }
  }

  /// Gives the finished file its name, in one step.
  func publish() throws(ExportError) {
    guard rename(partPath, path) == 0 else { throw failure() }
    isRenamed = true
  }

  /// Makes the names themselves outlive a stick that is pulled out.
  static func flush(folder: String) throws(ExportError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ExportError(path: folder, errno: errno) }
    defer { close(descriptor) }
    // Not every file system of a stick can do that to a folder.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw ExportError(path: folder, errno: errno)
    }
  }

  private func flush() throws(ExportError) {
    var written = 0
    while written < waiting.count {
      let count = waiting.withUnsafeBytes { whole in
        let buffer = UnsafeRawBufferPointer(rebasing: whole[written...])
        return Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      written += count
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private func failure() -> ExportError { ExportError(path: folder, errno: errno) }
}
