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
    return Schema(migrator: migrator)
  }()

  /// What every version has: its absence is damage.
  static let everyVersion: KeyValuePairs = [
    "boot": "number, name",
    "event": "number, instant_ms, wall_ms, quality, kind, infant, line",
    "sample_block": "number, from_ms, to_ms, samples, bytes_before, payload",
    "checkpoint": checkpointColumns,
    "checkpoint_kept": "id, kept_because, " + checkpointColumns,
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
}
