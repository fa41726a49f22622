import GRDB

/// The steps from a path to a sound, current database, whatever was there.
struct DatabaseOpening {
  let files: DatabaseFiles
  let schema: Schema

  /// Up to here the whole database is checked at the start. Larger ones have their header, schema
  /// and newest rows read: a Pi's card gives about 20 MB/s, and the start has 300 ms in all.
  static let wholeCheckLimitBytes: Int64 = 2 << 20

  /// For another connection to be done.
  private static let waitSeconds = 5.0

  func open() throws(StoreError) -> (queue: DatabaseQueue, report: OpeningReport) {
    if let reason = try files.emptinessReason() { return try beginAnew(because: reason) }
    let isNew = try !files.exists()
    do throws(StoreError) {
      let (queue, report) = try connect()
      // A full disk may have stopped an earlier start between setting aside and beginning anew.
      if isNew, let earlier = files.lastSetAside() {
        let reason = "set aside at an earlier start"
        return (queue, .setAside(SetAside(path: earlier, reason: reason)))
      }
      return (queue, report)
    } catch {
      guard case .corrupt(_, let detail) = error else { throw error }
      return try beginAnew(because: detail)
    }
  }

  /// Keeps what is there under another name and begins a new database.
  func beginAnew(
    because reason: String
  ) throws(StoreError) -> (queue: DatabaseQueue, report: OpeningReport) {
    let setAside = try files.setAside(because: reason)
    return (try connect().queue, .setAside(setAside))
  }

  /// Connects, and takes back the empty file that a full disk leaves of a new database: the next
  /// start would set it aside.
  private func connect() throws(StoreError) -> (queue: DatabaseQueue, report: OpeningReport) {
    let isNew = try !files.exists()
    do throws(StoreError) {
      return try prepareAlone()
    } catch {
      if isNew { try files.removeIfEmpty() }
      throw error
    }
  }

  /// With the file to ourselves, or beside another program that has it open, as everybody opens it.
  private func prepareAlone() throws(StoreError) -> (queue: DatabaseQueue, report: OpeningReport) {
    do throws(StoreError) {
      return try prepare(DatabaseName.own(files.path), waitSeconds: 0.3)
    } catch {
      guard case .busy = error else { throw error }
      return try prepare(files.path, waitSeconds: Self.waitSeconds)
    }
  }

  /// When this throws, the connection has ended with the scope, and the files can be moved.
  private func prepare(
    _ name: String, waitSeconds: Double
  ) throws(StoreError) -> (queue: DatabaseQueue, report: OpeningReport) {
    let sizeBytes = try files.sizeBytes()
    let before: String?
    let queue: DatabaseQueue
    do {
      var configuration = GRDB.Configuration()
      configuration.busyMode = .timeout(waitSeconds)
      configuration.foreignKeysEnabled = false
      queue = try DatabaseQueue(path: name, configuration: configuration)
      before = try queue.writeWithoutTransaction { database in
        let before = try lastMigration(database)
        try setPragmas(database)
        if before != nil { try probe(database, isWhole: sizeBytes <= Self.wholeCheckLimitBytes) }
        return before
      }
    } catch {
      throw probeFailure(error)
    }
    do {
      try schema.migrator.migrate(queue)
      let after = try queue.read { try schema.migrator.appliedMigrations($0).last } ?? "none"
      guard let before else {
        try files.flushDirectory()
        return (queue, .created)
      }
      return (queue, before == after ? .opened : .migrated(from: before, to: after))
    } catch {
      throw StoreError(error, path: files.path)
    }
  }

  /// The last migration of a database of ours, nil for a fresh one; nothing is written to others.
  private func lastMigration(_ database: Database) throws -> String? {
    let identifier = try Int64.fetchOne(database, sql: "PRAGMA application_id")
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard tables > 0 || identifier == Schema.applicationIdentifier else {
      // A commit writes whole pages: deflated state and samples of 4 beds and 200 events are 97 MB
      // a day with pages of 4096, and 85 MB with these. The size holds from the first write on.
      try database.execute(sql: "PRAGMA page_size = 1024")
      // Before the first table, so that a start cut short is not taken for another program's.
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationIdentifier)")
      return nil
    }
    guard identifier == Schema.applicationIdentifier else {
      throw StoreError.foreignDatabase(path: files.path)
    }
    guard tables > 0 else { return nil }
    let applied = try schema.migrator.appliedIdentifiers(database)
    let unknown = applied.subtracting(schema.migrator.migrations)
    guard unknown.isEmpty else {
      throw StoreError.newerSchema(path: files.path, unknown: unknown.sorted())
    }
    return try schema.migrator.appliedMigrations(database).last
  }

  private func setPragmas(_ database: Database) throws {
    let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw StoreError.unexpected(
        path: files.path, detail: "this file system cannot hold a write-ahead log")
    }
    try database.execute(sql: "PRAGMA busy_timeout = \(Int(Self.waitSeconds * 1000))")
    // After the WAL is on, where FULL means that each commit is on the card when it returns.
    try database.execute(sql: "PRAGMA synchronous = FULL")
    // 0.9 MB: the pages that every commit rewrites reach the database's file once in some 100
    // commits, and a log that a power cut leaves is read in no time.
    try database.execute(sql: "PRAGMA wal_autocheckpoint = 900")
    // A reader may have held up the log's reset; it shrinks again when that reader has gone.
    try database.execute(sql: "PRAGMA journal_size_limit = \(8 << 20)")
    // Debian builds with secure_delete on, which writes zeros over every page that is freed.
    try database.execute(sql: "PRAGMA secure_delete = OFF")
    try database.execute(sql: "PRAGMA cell_size_check = ON")
    try database.execute(sql: "PRAGMA cache_size = -1024")
  }

  /// Reads the newest row of each table, where a power cut leaves its marks.
  private func probe(_ database: Database, isWhole: Bool) throws {
    for migration in try schema.migrator.appliedMigrations(database) {
      for (table, columns) in Schema.tables(of: migration) {
        let sql = "SELECT \(columns) FROM \(table) ORDER BY rowid DESC LIMIT 1"
        _ = try Row.fetchOne(database, sql: sql)
      }
    }
    guard isWhole else { return }
    let found = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
    guard found == "ok" else { throw StoreError.corrupt(path: files.path, detail: found) }
  }

  /// In a probe a plain SQL error means damage too: a table or a format that is not as written.
  private func probeFailure(_ error: any Error) -> StoreError {
    if let error = error as? DatabaseError,
      error.extendedResultCode.primaryResultCode == .SQLITE_ERROR
    {
      return .corrupt(path: files.path, detail: error.message ?? "no message")
    }
    return StoreError(error, path: files.path)
  }
}
