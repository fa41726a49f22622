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

  /// Takes the lock, or says at once why the directory or the other gateway prevents it.
  init(on files: DatabaseFiles) throws(StoreError) {
    descriptor = open(files.path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw files.failure(errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      throw code == EWOULDBLOCK ? .inUse(path: files.path) : files.failure(code)
    }
  }

  deinit { close(descriptor) }
}
