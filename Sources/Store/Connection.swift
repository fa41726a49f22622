import GRDB
import Synchronization

/// The one connection to the database, shared by whoever writes and reads in this process.
///
/// One only, since SQLite up to 3.51.2 can corrupt a write-ahead log that two connections write
/// and checkpoint.
final class Connection: Sendable {
  let path: String
  private let opened: Mutex<Opened?>

  private struct Opened {
    var queue: DatabaseQueue
    /// Nil for a read-only connection.
    var lock: DatabaseLock?
  }

  init(path: String, queue: DatabaseQueue, lock: DatabaseLock?) {
    self.path = path
    opened = Mutex(Opened(queue: queue, lock: lock))
  }

  /// Runs `work` as one transaction on the connection's own thread.
  ///
  /// It does not stop at a cancelled task: what was begun is committed or has failed.
  func write<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    let queue = try queue()
    let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
      queue.asyncWrite(work) { _, result in continuation.resume(returning: result) }
    }
    return try unwrap(result)
  }

  /// As `write`, for what SQLite does not do inside a transaction.
  func writeWithoutTransaction<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    let queue = try queue()
    let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
      queue.asyncWriteWithoutTransaction { database in
        continuation.resume(returning: Result { try work(database) })
      }
    }
    return try unwrap(result)
  }

  func read<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    let queue = try queue()
    let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
      queue.asyncRead { database in
        continuation.resume(returning: Result { try work(database.get()) })
      }
    }
    return try unwrap(result)
  }

  /// Ends the connection after what is under way, and lets go of the lock.
  func close() throws(StoreError) {
    guard let taken = take() else { return }
    do { try taken.queue.close() } catch { throw StoreError(error, path: path) }
  }

  /// Closes the database, lets `exchange` put another in its place, and goes on with that.
  func exchange(
    _ exchange: () throws(StoreError) -> DatabaseQueue
  ) throws(StoreError) {
    guard var taken = take() else { throw .closed(path: path) }
    do {
      try taken.queue.close()
    } catch {
      // A damaged database may refuse an orderly end; its file is kept whole all the same.
      opened.withLock { $0 = taken }
      throw StoreError(error, path: path)
    }
    do throws(StoreError) {
      taken.queue = try exchange()
    } catch {
      opened.withLock { $0 = taken }
      throw error
    }
    opened.withLock { $0 = taken }
  }

  private func take() -> Opened? {
    opened.withLock { opened in
      defer { opened = nil }
      return opened
    }
  }

  private func queue() throws(StoreError) -> DatabaseQueue {
    guard let queue = opened.withLock({ $0?.queue }) else { throw .closed(path: path) }
    return queue
  }

  private func unwrap<Value>(_ result: Result<Value, any Error>) throws(StoreError) -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let error): throw StoreError(error, path: path)
    }
  }
}
