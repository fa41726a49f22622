import CareModel
import Foundation
import GRDB

/// A store as another program than its daemon sees it: read run by run, and never changed.
public final class ReadOnlyStore: Sendable {
  /// One run of the gateway, with what was last known in it of the wall clock.
  public struct Run: Hashable, Sendable {
    public var boot: BootIdentifier
    var number: Int64
    /// What time it was at an instant of the run; nil where the run never knew.
    public var clock: Clock?
  }

  public struct Clock: Hashable, Sendable {
    public var instant: Instant
    public var wall: WallTime
    public var quality: ClockQuality
  }

  private let connection: Connection
  private let files: DatabaseFiles
  /// Nil where SQLite itself keeps readers and the writer apart.
  private let markWhenOpened: DatabaseFiles.Mark?

  private init(connection: Connection, files: DatabaseFiles, markWhenOpened: DatabaseFiles.Mark?) {
    self.connection = connection
    self.files = files
    self.markWhenOpened = markWhenOpened
  }

  /// Opens the store while no daemon runs, also where its folder cannot be written.
  ///
  /// Errors: `busy` where a daemon has the file to itself.
  public static func open(at path: String) throws(StoreError) -> ReadOnlyStore {
    let files = DatabaseFiles(path: path)
    do throws(StoreError) {
      let queue = try connect(path, reportedAs: path)
      return ReadOnlyStore(
        connection: Connection(path: path, queue: queue, lock: nil), files: files,
        markWhenOpened: nil)
    } catch {
      // To read the log SQLite needs its index, which it cannot make here. Without a log the file
      // alone is the whole store.
      guard case .notReadable = error, try files.exists(), access(path, R_OK) == 0 else {
        throw error
      }
      guard !hasLog(files) else { throw .logNotReadable(path: path) }
      return try open(written: path)
    }
  }

  /// Opens what the database's own file holds, such as after `Store.emptyLog`: nothing is locked,
  /// and `confirmUnchanged` says whether somebody wrote meanwhile.
  public static func open(written path: String) throws(StoreError) -> ReadOnlyStore {
    let files = DatabaseFiles(path: path)
    let mark = try files.mark()
    let queue = try connect(DatabaseName.immutable(path), reportedAs: path)
    return ReadOnlyStore(
      connection: Connection(path: path, queue: queue, lock: nil), files: files,
      markWhenOpened: mark)
  }

  /// The runs that wrote anything, oldest first.
  public func runs() async throws(StoreError) -> [Run] {
    try await connection.read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT number, name FROM boot ORDER BY number")
      var runs = try rows.map { row in
        let number: Int64 = try row.required("number")
        return Run(
          boot: BootIdentifier(try row.required("name")), number: number,
          clock: try Self.clock(
            database,
            """
            SELECT instant_ms, wall_ms, quality FROM event
            WHERE number >= ? AND number < ? AND wall_ms IS NOT NULL ORDER BY number DESC LIMIT 1
            """, [number << 40, (number + 1) << 40]))
      }
      if let last = runs.last, let name = last.boot.name.split(separator: "-").first {
        let newest = try Self.clock(
          database,
          """
          SELECT instant_ms, wall_ms, quality FROM checkpoint
          WHERE wall_ms IS NOT NULL AND substr(machine_boot, 1, ?) = ?
          """, [name.count, String(name)])
        if let newest { runs[runs.count - 1].clock = newest }
      }
      return runs
    }
  }

  /// The events of one run after `cursor` and not before `from`, in the order of their commits.
  public func events(
    of run: Run, from: Instant?, after cursor: StoreCursor, limit: Int
  ) async throws(StoreError) -> [Committed<StoredEvent>] {
    try await connection.read { database in
      try StoreReader.rows(
        database, where: "event.number > ? AND event.number < ? AND event.instant_ms >= ?",
        order: "event.number",
        arguments: [
          max(cursor.number, run.number << 40 - 1), (run.number + 1) << 40,
          from?.milliseconds ?? .min, limit,
        ])
    }
  }

  /// The sample blocks of one run after `cursor` that reach to `from` or beyond.
  public func sampleBlocks(
    of run: Run, from: Instant?, after cursor: StoreCursor, limit: Int
  ) async throws(StoreError) -> [Committed<SampleBlock>] {
    try await connection.read { database in
      let sql = """
        SELECT * FROM sample_block
        WHERE number > ? AND number < ? AND to_ms >= ? ORDER BY number LIMIT ?
        """
      let arguments: StatementArguments = [
        max(cursor.number, run.number << 40 - 1), (run.number + 1) << 40,
        from?.milliseconds ?? .min, limit,
      ]
      return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
        let cursor = StoreCursor(number: try row.required("number"))
        let block = SampleBlock(
          sequence: cursor.sequence, boot: run.boot,
          from: Instant(milliseconds: try row.required("from_ms")),
          to: Instant(milliseconds: try row.required("to_ms")),
          count: try row.required("samples"), payload: [UInt8](try row.required("payload") as Data))
        return Committed(cursor: cursor, row: block)
      }
    }
  }

  /// The last point of the timeline that any row names.
  public func latestInstant() async throws(StoreError) -> Instant? {
    try await StoreReader(connection: connection).latestInstant()
  }

  /// Fails with `changed` where what was read cannot be believed: the file was written meanwhile.
  public func confirmUnchanged() throws(StoreError) {
    guard let markWhenOpened else { return }
    if try files.mark() != markWhenOpened { throw .changed(path: files.path) }
  }

  public func close() throws(StoreError) { try connection.close() }

  /// A connection that changes nothing, to a store of this program that this release knows.
  static func connect(
    _ name: String, reportedAs path: String
  ) throws(StoreError) -> DatabaseQueue {
    guard try DatabaseFiles(path: path).exists() else { throw .notReadable(path: path) }
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      let queue = try DatabaseQueue(path: name, configuration: configuration)
      try queue.read { database in
        let identifier = try Int64.fetchOne(database, sql: "PRAGMA application_id")
        guard identifier == Schema.applicationIdentifier else {
          throw StoreError.foreignDatabase(path: path)
        }
        let applied = try Schema.current.migrator.appliedIdentifiers(database)
        let unknown = applied.subtracting(Schema.current.migrator.migrations)
        guard unknown.isEmpty else {
          throw StoreError.newerSchema(path: path, unknown: unknown.sorted())
        }
      }
      return queue
    } catch {
      let failure = StoreError(error, path: path)
      throw failure == .notWritable(path: path) ? .notReadable(path: path) : failure
    }
  }

  private static func hasLog(_ files: DatabaseFiles) -> Bool {
    var status = stat()
    return stat(files.path + "-wal", &status) == 0 && status.st_size > 0
  }

  private static func clock(
    _ database: Database, _ sql: String, _ arguments: StatementArguments
  ) throws -> Clock? {
    guard let row = try Row.fetchOne(database, sql: sql, arguments: arguments) else { return nil }
    return Clock(
      instant: Instant(milliseconds: try row.required("instant_ms")),
      wall: WallTime(milliseconds: try row.required("wall_ms")),
      quality: ClockQuality(rawValue: try row.required("quality")) ?? .unset)
  }
}
