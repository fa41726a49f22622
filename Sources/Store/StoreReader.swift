import CareModel
import Foundation
import GRDB

/// Reads a store: the daemon's own through `Store.reader`, or without changing it by `open`.
public final class StoreReader: Sendable {
  let connection: Connection

  init(connection: Connection) { self.connection = connection }

  /// Opens a store for reading alone, in the process of its daemon, or where none runs.
  public static func open(at path: String) throws(StoreError) -> StoreReader {
    // Beside the writer of this process: it shares that one's locks and its index of the log.
    let queue = try ReadOnlyStore.connect(path, reportedAs: path)
    return StoreReader(connection: Connection(path: path, queue: queue, lock: nil))
  }

  /// The events committed after `cursor`, in the order of their commits.
  public func events(
    since cursor: StoreCursor = .start, limit: Int
  ) async throws(StoreError) -> [Committed<StoredEvent>] {
    try await connection.read { database in
      try Self.rows(
        database, where: "event.number > ?", order: "event.number",
        arguments: [cursor.number, limit])
    }
  }

  /// The `day` events of one infant, the newest first.
  public func days(
    of infant: InfantIdentifier, limit: Int
  ) async throws(StoreError) -> [Committed<StoredEvent>] {
    try await connection.read { database in
      try Self.rows(
        database, where: "event.kind = 'day' AND event.infant = ?", order: "event.number DESC",
        arguments: [infant.name, limit])
    }
  }

  /// The `day` events of everybody, the newest first.
  public func newestDays(limit: Int) async throws(StoreError) -> [Committed<StoredEvent>] {
    try await connection.read { database in
      // Written out, so that the index of days is of use.
      try Self.rows(
        database, where: "event.kind = 'day'", order: "event.number DESC", arguments: [limit])
    }
  }

  /// The last events of these kinds, such as `alarm`, the newest first.
  public func newestEvents(
    of kinds: [String], limit: Int
  ) async throws(StoreError) -> [Committed<StoredEvent>] {
    try await connection.read { database in
      let places = kinds.map { _ in "?" }.joined(separator: ", ")
      return try Self.rows(
        database, where: "event.kind IN (\(places))", order: "event.number DESC",
        arguments: StatementArguments(kinds) + [limit])
    }
  }

  /// The last sample blocks committed before `cursor`, the oldest of them first.
  public func newestSampleBlocks(
    before cursor: StoreCursor = .end, limit: Int
  ) async throws(StoreError) -> [Committed<SampleBlock>] {
    try await connection.read { database in
      try Self.blocks(
        database, where: "sample_block.number < ?", order: "DESC",
        arguments: [cursor.number, limit]
      ).reversed()
    }
  }

  /// The sample blocks committed after `cursor`, in the order of their commits.
  public func sampleBlocks(
    since cursor: StoreCursor = .start, limit: Int
  ) async throws(StoreError) -> [Committed<SampleBlock>] {
    try await connection.read { database in
      try Self.blocks(
        database, where: "sample_block.number > ?", order: "ASC",
        arguments: [cursor.number, limit])
    }
  }

  /// The last checkpoint, if its version is one of `versions`; changes nothing.
  public func checkpoint(
    knowing versions: ClosedRange<Int>
  ) async throws(StoreError) -> CheckpointReading {
    try await connection.read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM checkpoint") else {
        return .absent
      }
      do {
        let version: Int = try row.required("version")
        guard versions.contains(version) else { return .unknownVersion(version) }
        return .found(try Self.checkpoint(row))
      } catch let error as DatabaseError {
        return .unreadable(reason: error.message ?? "no message")
      }
    }
  }

  /// The checkpoints that were set aside, the oldest first, each with its reason.
  public func keptCheckpoints() async throws(StoreError) -> [KeptCheckpoint] {
    try await connection.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM checkpoint_kept ORDER BY id").map { row in
        KeptCheckpoint(
          reason: try row.required("kept_because"), version: try row.required("version"),
          state: [UInt8](try row.required("state") as Data).prefix(
            max(0, try row.required("state_bytes") as Int)))
      }
    }
  }

  /// The last point of the timeline that any row names: a fresh start goes on behind it.
  public func latestInstant() async throws(StoreError) -> Instant? {
    try await connection.read { database in
      let latest = try Int64.fetchOne(
        database,
        sql: """
          SELECT max(at_ms) FROM (
            SELECT max(instant_ms) AS at_ms FROM checkpoint
            UNION ALL SELECT max(instant_ms) FROM checkpoint_kept
            UNION ALL SELECT max(instant_ms) FROM
              (SELECT instant_ms FROM event ORDER BY number DESC LIMIT 64)
            UNION ALL SELECT max(to_ms) FROM
              (SELECT to_ms FROM sample_block ORDER BY number DESC LIMIT 1))
          """)
      return latest.map { Instant(milliseconds: $0) }
    }
  }

  /// Reads every page: the problems found, none when the database is sound.
  ///
  /// It holds the connection for as long as it takes, about a second for each 20 MB on a card.
  public func problems() async throws(StoreError) -> [String] {
    try await connection.read { database in
      try String.fetchAll(database, sql: "PRAGMA quick_check").filter { $0 != "ok" }
    }
  }

  public func close() throws(StoreError) {
    try connection.close()
  }
}
