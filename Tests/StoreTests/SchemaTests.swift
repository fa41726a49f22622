import GRDB
import Testing

@testable import Store

@Suite("Versions of the schema", .timeLimit(.minutes(1)))
struct SchemaTests {
  /// The first version as it was released; frozen.
  private static let firstVersion = """
    PRAGMA application_id = 1263354727;
    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
    INSERT INTO grdb_migrations VALUES ('v1');
    CREATE TABLE boot (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE event (number INTEGER PRIMARY KEY, instant_ms INTEGER NOT NULL, wall_ms INTEGER,
      quality TEXT NOT NULL, kind TEXT NOT NULL, infant TEXT, line TEXT NOT NULL) STRICT;
    CREATE INDEX event_day ON event(infant, number) WHERE kind = 'day';
    CREATE TABLE sample_block (number INTEGER PRIMARY KEY, from_ms INTEGER NOT NULL,
      to_ms INTEGER NOT NULL, samples INTEGER NOT NULL, bytes_before INTEGER NOT NULL,
      payload BLOB NOT NULL) STRICT;
    CREATE TABLE checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL,
      last_input INTEGER NOT NULL, instant_ms INTEGER NOT NULL, machine_boot TEXT NOT NULL,
      boottime_ms INTEGER NOT NULL, wall_ms INTEGER, quality TEXT NOT NULL,
      state_hash INTEGER NOT NULL, state_bytes INTEGER NOT NULL, state BLOB NOT NULL) STRICT;
    CREATE TABLE checkpoint_kept (id INTEGER PRIMARY KEY, kept_because TEXT NOT NULL,
      version INTEGER NOT NULL, last_input INTEGER NOT NULL, instant_ms INTEGER NOT NULL,
      machine_boot TEXT NOT NULL, boottime_ms INTEGER NOT NULL, wall_ms INTEGER,
      quality TEXT NOT NULL, state_hash INTEGER NOT NULL, state_bytes INTEGER NOT NULL,
      state BLOB NOT NULL) STRICT;
    INSERT INTO boot VALUES (1, 'b1');
    INSERT INTO event VALUES ((1 << 40) + 7, 7000, NULL, 'kept', 'contact', 'K-001', '{}');
    INSERT INTO sample_block VALUES ((1 << 40) + 0, 0, 60000, 3, 0, x'010203');
    INSERT INTO checkpoint VALUES
      (1, 1, 70, 7001, 'm', 9, NULL, 'kept', -3750763034362895579, 0, x'');
    """

  /// What the second version adds, as it was released; frozen.
  private static let secondVersion = """
    INSERT INTO grdb_migrations VALUES ('v2');
    CREATE TABLE outbox (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, is_kept INTEGER NOT NULL,
      instant_ms INTEGER NOT NULL, bytes INTEGER NOT NULL, identifier TEXT NOT NULL UNIQUE,
      body BLOB NOT NULL) STRICT;
    CREATE TABLE outbox_sum (id INTEGER PRIMARY KEY CHECK (id = 1), last_number INTEGER NOT NULL,
      detail_from INTEGER NOT NULL, rows_ever INTEGER NOT NULL, bytes_ever INTEGER NOT NULL,
      rows_gone INTEGER NOT NULL, bytes_gone INTEGER NOT NULL, rows_thinned INTEGER NOT NULL)
      STRICT;
    CREATE TABLE outbox_cursor (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
      acknowledged_through INTEGER NOT NULL, rows_settled INTEGER NOT NULL,
      bytes_settled INTEGER NOT NULL, rows_refused INTEGER NOT NULL) STRICT;
    CREATE TABLE outbox_ahead (cursor INTEGER NOT NULL, number INTEGER NOT NULL,
      PRIMARY KEY (cursor, number)) STRICT;
    CREATE TABLE outbox_refused (id INTEGER PRIMARY KEY, destination TEXT NOT NULL,
      reason TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
      instant_ms INTEGER NOT NULL, identifier TEXT NOT NULL, body BLOB NOT NULL) STRICT;
    INSERT INTO outbox_sum VALUES (1, (7 << 32) + 3, 0, 1, 200, 0, 0, 0);
    INSERT INTO outbox VALUES ((7 << 32) + 3, 'alarm', 1, 5000, 200, 'hub/b1/3', x'7b7d');
    """

  private func firstVersionDatabase(
    and more: String = ""
  ) async throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let queue = try DatabaseQueue(path: directory.database)
    try await queue.write { try $0.execute(sql: Self.firstVersion + more) }
    try queue.close()
    return directory
  }

  private static let next: Schema = {
    var schema = Schema.current
    schema.migrator.registerMigration("of-the-future") { database in
      try database.execute(sql: "ALTER TABLE event ADD COLUMN colour TEXT")
    }
    return schema
  }()

  @Test func theFirstVersionOpens() async throws {
    let directory = try await firstVersionDatabase()
    defer { directory.remove() }
    let (store, report) = try Store.open(at: directory.database)
    #expect(report == .migrated(from: "v1", to: "v2"))
    #expect(try await store.reader.allEvents().map(\.sequence) == [7])
    #expect(try await store.reader.allBlocks().map(\.payload) == [[1, 2, 3]])
    guard case .found(let found) = try await store.readCheckpoint(knowing: 1...1) else {
      Issue.record("no checkpoint")
      return
    }
    #expect(found.lastInput == 70)
    try await store.commit(
      StoreBatch(checkpoint: checkpoint(71), events: [event(8)], messages: [message(0)]))
    #expect(try await store.outbox.fixtures(for: "mqtt") == [0])
    #expect(try await store.sumsAreRight())
    try store.close()
    #expect(try Store.open(at: directory.database).report == .opened)
  }

  @Test func rowNumbersOfTwoDatabasesDiffer() async throws {
    var eras: Set<Int64> = []
    for _ in 0..<4 {
      let directory = try TemporaryDirectory()
      defer { directory.remove() }
      let (store, _) = try Store.open(at: directory.database)
      try await store.commit(messages(0..<1))
      for row in try await store.outbox.all(for: "mqtt") { eras.insert(row.number >> 32) }
    }
    #expect(eras.count == 4)
    #expect(eras.allSatisfy { $0 > 0 })
  }

  @Test func theSecondVersionOpens() async throws {
    let directory = try await firstVersionDatabase(and: Self.secondVersion)
    defer { directory.remove() }
    let (store, report) = try Store.open(at: directory.database)
    #expect(report == .opened)
    #expect(try await store.outbox.fixtures(for: "mqtt") == [3])
    try await store.commit(messages(4..<5))
    #expect(try await store.outbox.all(for: "mqtt").map(\.number) == [3, 4].map { $0 + (7 << 32) })
    #expect(try await store.sumsAreRight())
  }

  @Test(arguments: ["DROP TABLE outbox_ahead", "DELETE FROM outbox_sum"])
  func damageToTheOutboxIsDamage(_ sql: String) async throws {
    let directory = try await firstVersionDatabase(and: Self.secondVersion + sql)
    defer { directory.remove() }
    do throws(StoreError) {
      let (store, report) = try Store.open(at: directory.database)
      if case .setAside = report { return }
      try await store.commit(messages(4..<5))
      Issue.record("nothing was noticed: \(report)")
    } catch {
      #expect(error.isCorruption)
    }
  }

  @Test func theSchemaIsTheFrozenOne() async throws {
    let frozen = try await firstVersionDatabase(and: Self.secondVersion)
    defer { frozen.remove() }
    let made = try TemporaryDirectory()
    defer { made.remove() }
    _ = try Store.open(at: made.database)
    func columns(_ path: String) async throws -> [String] {
      try await DatabaseQueue(path: path).read { database in
        try String.fetchAll(
          database,
          sql: """
            SELECT s.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk
            FROM sqlite_master s, pragma_table_info(s.name) c ORDER BY s.name, c.cid
            """)
      }
    }
    #expect(try await columns(made.database) == columns(frozen.database))
  }

  @Test func anOlderDatabaseIsMigratedAndTheNewerLeftAlone() async throws {
    let directory = try await firstVersionDatabase()
    defer { directory.remove() }
    let (store, report) = try Store.open(
      at: directory.database, keeping: .standard, schema: Self.next)
    #expect(report == .migrated(from: "v1", to: "of-the-future"))
    try await store.commit(StoreBatch(events: [event(8)]))
    try store.close()
    let before = try directory.bytes("store.db")
    let refusal = StoreError.newerSchema(path: directory.database, unknown: ["of-the-future"])
    #expect(throws: refusal) { try Store.open(at: directory.database) }
    #expect(throws: refusal) { try StoreReader.open(at: directory.database) }
    #expect(try directory.bytes("store.db") == before)
    #expect(!directory.exists("store.db.set-aside-1"))
  }
}
