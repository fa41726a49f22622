import CareModel
import GRDB

/// The gateway's memory on the disk: the last checkpoint, every event, and samples for a while.
///
/// SQLite in WAL mode with full synchronisation: what was committed outlives a power cut. One
/// process writes, through one connection.
public final class Store: Sendable {
  public let path: String
  /// Whether another program had the file open: then each commit writes the log's index as well.
  public let isShared: Bool
  /// Reads through the same connection.
  public let reader: StoreReader
  /// Messages for places outside, through the same connection.
  public let outbox: Outbox
  private let connection: Connection
  private let sampleLimit: SampleLimit
  private let outboxLimit: OutboxLimit
  private let schema: Schema

  private init(
    connection: Connection, sampleLimit: SampleLimit, outboxLimit: OutboxLimit, schema: Schema,
    isShared: Bool
  ) {
    path = connection.path
    self.isShared = isShared
    reader = StoreReader(connection: connection)
    outbox = Outbox(connection: connection, limit: outboxLimit)
    self.connection = connection
    self.sampleLimit = sampleLimit
    self.outboxLimit = outboxLimit
    self.schema = schema
  }

  /// Opens the database at `path`, or begins one; a damaged one is set aside and kept.
  ///
  /// Errors: everything that setting aside would not mend (permission, a full disk, a database of
  /// another program or of a newer gateway); then nothing was changed.
  public static func open(
    at path: String, keeping sampleLimit: SampleLimit = .standard,
    queueing outboxLimit: OutboxLimit = .standard
  ) throws(StoreError) -> (store: Store, report: OpeningReport) {
    try open(at: path, keeping: sampleLimit, queueing: outboxLimit, schema: .current)
  }

  static func open(
    at path: String, keeping sampleLimit: SampleLimit,
    queueing outboxLimit: OutboxLimit = .standard,
    schema: Schema
  ) throws(StoreError) -> (store: Store, report: OpeningReport) {
    let files = DatabaseFiles(path: path)
    let lock = try DatabaseLock(on: files)
    let (queue, report) = try DatabaseOpening(files: files, schema: schema).open()
    let connection = Connection(path: path, queue: queue, lock: lock)
    let store = Store(
      connection: connection, sampleLimit: sampleLimit, outboxLimit: outboxLimit, schema: schema,
      isShared: queue.path == path)
    return (store, report)
  }

  /// Puts the whole batch on the disk in one transaction; when this returns it is there.
  ///
  /// To commit a batch again changes nothing.
  @discardableResult
  public func commit(_ batch: StoreBatch) async throws(StoreError) -> CommitOutcome {
    let sampleLimit = sampleLimit
    let outboxLimit = outboxLimit
    // Acknowledgements ride along: they cost no commit of their own.
    let outcome = try await outbox.settling(Self.settledAlong) { database in
      try Commit(database: database, sampleLimit: sampleLimit, outboxLimit: outboxLimit).run(batch)
    }
    if !batch.messages.isEmpty { outbox.ring() }
    return outcome
  }

  /// So few that an alarm's commit is not felt to be longer for them.
  private static let settledAlong = 500

  /// The last checkpoint, if its version is one of `versions`.
  ///
  /// One of another version, or unreadable, is moved among those kept: the caller starts afresh,
  /// after `reader.latestInstant()`, and raises an alarm.
  public func readCheckpoint(
    knowing versions: ClosedRange<Int>
  ) async throws(StoreError) -> CheckpointReading {
    let reading = try await reader.checkpoint(knowing: versions)
    switch reading {
    case .absent, .found: break
    case .unknownVersion(let version):
      try await setCheckpointAside(because: "unknown version \(version)")
    case .unreadable(let reason): try await setCheckpointAside(because: reason)
    }
    return reading
  }

  /// Moves the checkpoint among those kept: for a state that the caller cannot decode.
  public func setCheckpointAside(because reason: String) async throws(StoreError) {
    let commit = { @Sendable [sampleLimit, outboxLimit] (database: Database) in
      Commit(database: database, sampleLimit: sampleLimit, outboxLimit: outboxLimit)
    }
    try await connection.write { database in
      try commit(database).keepCheckpoint(because: reason)
      try database.execute(sql: "DELETE FROM checkpoint")
    }
  }

  /// Keeps the database under another name and goes on with a new one, when a commit found
  /// damage that the start had not met.
  func beginAnew(because reason: String) throws(StoreError) -> SetAside? {
    try exchange { opening throws(StoreError) in try opening.beginAnew(because: reason) }
  }

  /// Opens again after `beginAnew` was stopped half-way. Errors: `closed` after `close`.
  func reopen() throws(StoreError) -> SetAside? {
    try exchange { opening throws(StoreError) in try opening.open() }
  }

  /// Puts all that was committed into the database's own file, which another program may then read
  /// by `ReadOnlyStore.open(written:)`; false while somebody reads what was there before.
  public func emptyLog() async throws(StoreError) -> Bool {
    try await connection.writeWithoutTransaction { database in
      // Waits for nobody: what is to be saved meanwhile must not wait either.
      let row = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(PASSIVE)")
      guard let row, row[0] as Int? == 0, let inLog = row[1] as Int?, inLog >= 0 else {
        return false
      }
      return row[2] as Int? == inLog
    }
  }

  private func exchange(
    _ open: (DatabaseOpening) throws(StoreError) -> (queue: DatabaseQueue, report: OpeningReport)
  ) throws(StoreError) -> SetAside? {
    var setAside: SetAside?
    try connection.exchange { () throws(StoreError) in
      let opening = DatabaseOpening(files: DatabaseFiles(path: path), schema: schema)
      let (queue, report) = try open(opening)
      if case .setAside(let found) = report { setAside = found }
      return queue
    }
    return setAside
  }

  /// Ends after what is under way. Errors: a commit after it throws `closed`.
  public func close() throws(StoreError) {
    try connection.close()
  }

  /// Lets a test make the disk full: SQLite refuses to grow beyond this many pages.
  func limitPages(to pages: Int) async throws(StoreError) {
    try await connection.write { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
  }
}
