#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The files of one database on the disk, looked at and moved without SQLite.
struct DatabaseFiles: Sendable {
  let path: String

  private static let companions = ["-wal", "-shm", "-journal"]

  /// Why SQLite must not be let near what is there, or nil.
  ///
  /// To an empty file, or to none, SQLite adds a fresh database and deletes the write-ahead log,
  /// which may hold all that a power cut left.
  func emptinessReason() throws(StoreError) -> String? {
    guard let size = try sizeBytes(of: path) else {
      let orphan = try sizeBytes(of: path + "-wal") ?? 0
      return orphan > 0 ? "the database is missing, its write-ahead log is there" : nil
    }
    return size == 0 ? "the file is empty" : nil
  }

  /// Whether there is a file at all; throws when there is something else than a file.
  func exists() throws(StoreError) -> Bool {
    try sizeBytes(of: path) != nil
  }

  func sizeBytes() throws(StoreError) -> Int64 {
    try sizeBytes(of: path) ?? 0
  }

  /// What changes when the database's own file is written or another is put in its place.
  struct Mark: Hashable, Sendable {
    fileprivate var file: UInt64
    fileprivate var bytes: Int64
    fileprivate var writtenSeconds: Int
    fileprivate var writtenNanoseconds: Int
  }

  func mark() throws(StoreError) -> Mark {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT ? .notReadable(path: path) : failure(errno)
    }
    return Mark(
      file: UInt64(status.st_ino), bytes: Int64(status.st_size),
      writtenSeconds: Int(status.st_mtim.tv_sec), writtenNanoseconds: Int(status.st_mtim.tv_nsec))
  }

  /// Renames the database and its companions to the first free `name.set-aside-N`.
  func setAside(because reason: String) throws(StoreError) -> SetAside {
    let target = freeSetAsidePath()
    for suffix in Self.companions + [""] where isThere(path + suffix) {
      guard rename(path + suffix, target + suffix) == 0 else { throw failure(errno) }
    }
    try flushDirectory()
    return SetAside(path: target, reason: reason)
  }

  func removeIfEmpty() throws(StoreError) {
    guard try sizeBytes(of: path) == 0 else { return }
    guard unlink(path) == 0 else { throw failure(errno) }
  }

  /// The youngest database that was set aside here before, if any.
  func lastSetAside() -> String? {
    var last: String?
    var number = 1
    while isTaken(setAsidePath(number)) {
      last = setAsidePath(number)
      number += 1
    }
    return last
  }

  /// Makes the renames themselves survive a power cut.
  func flushDirectory() throws(StoreError) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(errno) }
  }

  /// What an errno of an operation on these files means.
  func failure(_ code: Int32) -> StoreError {
    switch code {
    case ENOENT, ENOTDIR: .directoryMissing(path: path)
    case EISDIR: .notAFile(path: path)
    case EACCES, EPERM, EROFS: .notWritable(path: path)
    case ENOSPC, EDQUOT: .diskFull(path: path)
    default: .inputOutput(path: path, detail: String(cString: strerror(code)))
    }
  }

  private var directory: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func setAsidePath(_ number: Int) -> String { "\(path).set-aside-\(number)" }

  private func freeSetAsidePath() -> String {
    var number = 1
    while isTaken(setAsidePath(number)) { number += 1 }
    return setAsidePath(number)
  }

  private func isTaken(_ target: String) -> Bool {
    ([""] + Self.companions).contains { isThere(target + $0) }
  }

  private func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private func sizeBytes(of path: String) throws(StoreError) -> Int64? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw failure(errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    return Int64(status.st_size)
  }
}
