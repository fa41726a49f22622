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

  private func firstVersionDatabase() async throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let queue = try DatabaseQueue(path: directory.database)
    try await queue.write { try $0.execute(sql: Self.firstVersion) }
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
    #expect(report == .opened)
    #expect(try await store.reader.allEvents().map(\.sequence) == [7])
    #expect(try await store.reader.allBlocks().map(\.payload) == [[1, 2, 3]])
    guard case .found(let found) = try await store.readCheckpoint(knowing: 1...1) else {
      Issue.record("no checkpoint")
      return
    }
    #expect(found.lastInput == 70)
    try await store.commit(StoreBatch(checkpoint: checkpoint(71), events: [event(8)]))
  }

  @Test func theSchemaIsTheFrozenOne() async throws {
    let frozen = try await firstVersionDatabase()
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
