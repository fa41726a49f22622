#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Keeps a second gateway from writing to the same database.
///
/// It is a file of its own: to open and close the database's file beside SQLite would drop
/// SQLite's locks. It is never removed, since a lock on a removed file guards nothing.
final class DatabaseLock: Sendable {
  private let descriptor: Int32

  /// A gateway that was just killed may hold the lock for the blink of an eye longer.
  private static let triesMost = 50
  private static let pauseMicroseconds: UInt32 = 20_000

  /// Takes the lock, or says within a second why the directory or the other gateway prevents it.
  init(on files: DatabaseFiles) throws(StoreError) {
    descriptor = open(files.path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw files.failure(errno) }
    guard Self.claim(descriptor) else {
      let code = errno
      close(descriptor)
      throw code == EWOULDBLOCK ? .inUse(path: files.path) : files.failure(code)
    }
  }

  private static func claim(_ descriptor: Int32) -> Bool {
    for _ in 1..<triesMost {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK else { return false }
      usleep(pauseMicroseconds)
    }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  deinit { close(descriptor) }
}
