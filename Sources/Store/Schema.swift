import GRDB

/// The tables of the database and how each version came from the one before.
struct Schema: Sendable {
  /// "KMCg": tells this database from every other program's.
  static let applicationIdentifier: Int64 = 0x4B4D_4367

  var migrator: DatabaseMigrator

  /// The names are frozen, and so is what each migration does: a change is a new migration.
  static let current: Schema = {
    var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
    migrator.registerMigration("v1") { database in
      try database.execute(sql: firstVersion)
    }
    migrator.registerMigration("v2") { database in
      try database.execute(sql: secondVersion)
    }
    return Schema(migrator: migrator)
  }()

  /// What a database has to which a migration was applied: its absence is damage.
  static func tables(of migration: String) -> KeyValuePairs<String, String> {
    switch migration {
    case "v1": firstTables
    case "v2": secondTables
    default: [:]
    }
  }

  private static let firstTables: KeyValuePairs = [
    "boot": "number, name",
    "event": "number, instant_ms, wall_ms, quality, kind, infant, line",
    "sample_block": "number, from_ms, to_ms, samples, bytes_before, payload",
    "checkpoint": checkpointColumns,
    "checkpoint_kept": "id, kept_because, " + checkpointColumns,
  ]

  private static let secondTables: KeyValuePairs = [
    "outbox": "number, kind, is_kept, instant_ms, bytes, identifier, body",
    "outbox_sum": OutboxSum.columns,
    "outbox_cursor": OutboxCursor.columns,
    "outbox_ahead": "cursor, number",
    "outbox_refused": "id, destination, reason, number, kind, instant_ms, identifier, body",
  ]

  private static let checkpointColumns =
    "version, last_input, instant_ms, machine_boot, boottime_ms, wall_ms, quality, state_hash, "
    + "state_bytes, state"

  /// Rows of `event` and `sample_block` are numbered `boot << 40 | sequence`.
  ///
  /// `state` is last in its row and padded, so that SQLite overwrites it in place and writes the
  /// changed pages alone. `bytes_before` sums the payloads of all blocks ever stored before, so
  /// that the fill is known from two rows.
  private static let firstVersion = """
    CREATE TABLE boot (
      number INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE event (
      number INTEGER PRIMARY KEY,
      instant_ms INTEGER NOT NULL,
      wall_ms INTEGER,
      quality TEXT NOT NULL,
      kind TEXT NOT NULL,
      infant TEXT,
      line TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_day ON event(infant, number) WHERE kind = 'day';
    CREATE TABLE sample_block (
      number INTEGER PRIMARY KEY,
      from_ms INTEGER NOT NULL,
      to_ms INTEGER NOT NULL,
      samples INTEGER NOT NULL,
      bytes_before INTEGER NOT NULL,
      payload BLOB NOT NULL
    ) STRICT;
    CREATE TABLE checkpoint (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      version INTEGER NOT NULL,
      last_input INTEGER NOT NULL,
      instant_ms INTEGER NOT NULL,
      machine_boot TEXT NOT NULL,
      boottime_ms INTEGER NOT NULL,
      wall_ms INTEGER,
      quality TEXT NOT NULL,
      state_hash INTEGER NOT NULL,
      state_bytes INTEGER NOT NULL,
      state BLOB NOT NULL
    ) STRICT;
    CREATE TABLE checkpoint_kept (
      id INTEGER PRIMARY KEY,
      kept_because TEXT NOT NULL,
      version INTEGER NOT NULL,
      last_input INTEGER NOT NULL,
      instant_ms INTEGER NOT NULL,
      machine_boot TEXT NOT NULL,
      boottime_ms INTEGER NOT NULL,
      wall_ms INTEGER,
      quality TEXT NOT NULL,
      state_hash INTEGER NOT NULL,
      state_bytes INTEGER NOT NULL,
      state BLOB NOT NULL
    ) STRICT;
    """

  /// The high 32 bits of a row's number are drawn once for each database, so that a number that
  /// is under way when a damaged database is replaced means nothing in the next.
  ///
  /// `outbox_sum` and `rows_settled` are running sums, since a queue can hold a million rows.
  private static let secondVersion = """
    CREATE TABLE outbox (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      is_kept INTEGER NOT NULL,
      instant_ms INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      identifier TEXT NOT NULL UNIQUE,
      body BLOB NOT NULL
    ) STRICT;
    CREATE TABLE outbox_sum (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      last_number INTEGER NOT NULL,
      detail_from INTEGER NOT NULL,
      rows_ever INTEGER NOT NULL,
      bytes_ever INTEGER NOT NULL,
      rows_gone INTEGER NOT NULL,
      bytes_gone INTEGER NOT NULL,
      rows_thinned INTEGER NOT NULL
    ) STRICT;
    INSERT INTO outbox_sum VALUES (1, ((random() & 0x3fffffff) | 1) << 32, 0, 0, 0, 0, 0, 0);
    CREATE TABLE outbox_cursor (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      acknowledged_through INTEGER NOT NULL,
      rows_settled INTEGER NOT NULL,
      bytes_settled INTEGER NOT NULL,
      rows_refused INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE outbox_ahead (
      cursor INTEGER NOT NULL,
      number INTEGER NOT NULL,
      PRIMARY KEY (cursor, number)
    ) STRICT;
    CREATE TABLE outbox_refused (
      id INTEGER PRIMARY KEY,
      destination TEXT NOT NULL,
      reason TEXT NOT NULL,
      number INTEGER NOT NULL,
      kind TEXT NOT NULL,
      instant_ms INTEGER NOT NULL,
      identifier TEXT NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    """
}
