import CareModel
import Foundation
import GRDB

/// One batch on its way into the tables, inside one transaction.
struct Commit {
  let database: Database
  let sampleLimit: SampleLimit
  let outboxLimit: OutboxLimit

  /// Old checkpoints are evidence for whoever mends a decoder; sixteen are enough.
  private static let keptCheckpoints = 16
  /// Bounds the length of one transaction when the limit was lowered by much.
  private static let thinnedAtOnce = 2_000

  func run(_ batch: StoreBatch) throws -> CommitOutcome {
    var outcome = CommitOutcome()
    try insert(batch.events, into: &outcome)
    if !batch.sampleBlocks.isEmpty {
      try insert(batch.sampleBlocks)
      outcome.thinnedSampleBlocks = try thin()
    }
    try OutboxInsertion(database: database, limit: outboxLimit).run(batch.messages, into: &outcome)
    if let checkpoint = batch.checkpoint { try replaceCheckpoint(with: checkpoint) }
    return outcome
  }

  private func insert(_ events: [StoredEvent], into outcome: inout CommitOutcome) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO event (number, instant_ms, wall_ms, quality, kind, infant, line)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING
        """)
    for event in events {
      let number = try number(boot: event.boot, sequence: event.sequence)
      try statement.execute(arguments: [
        number, event.instant.milliseconds, event.wall?.milliseconds, event.quality.rawValue,
        event.kind, event.infant?.name, event.line,
      ])
      guard database.changesCount == 0 else { continue }
      outcome.repeatedEvents += 1
      let kept = try String.fetchOne(
        database, sql: "SELECT line FROM event WHERE number = ?", arguments: [number])
      if kept != event.line { outcome.conflictingEvents += 1 }
    }
  }

  private func insert(_ blocks: [SampleBlock]) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO sample_block (number, from_ms, to_ms, samples, bytes_before, payload)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING
        """)
    for block in blocks {
      let number = try number(boot: block.boot, sequence: block.sequence)
      try statement.execute(arguments: [
        number, block.from.milliseconds, block.to.milliseconds, block.count,
        try newestBlock()?.bytesEver ?? 0, Data(block.payload),
      ])
    }
  }

  /// Deletes the oldest blocks in runs of 1/64 of the limit: whole pages come free, where one
  /// block at a time would rewrite the oldest page at every commit.
  ///
  /// The newest stays, for the next one counts on from it. The sums wrap around, since the
  /// numbers come from a disk.
  private func thin() throws -> Int {
    guard let newest = try newestBlock(), let oldest = try oldestBlock() else { return 0 }
    let age = sampleLimit.length.milliseconds
    let firstKeptMilliseconds = newest.toMilliseconds &- age
    let firstKeptByte = newest.bytesEver &- sampleLimit.payloadBytes
    guard
      oldest.toMilliseconds < firstKeptMilliseconds &- age / 64
        || oldest.bytesBefore < firstKeptByte &- sampleLimit.payloadBytes / 64
    else { return 0 }
    try database.execute(
      sql: """
        DELETE FROM sample_block
        WHERE number IN (SELECT number FROM sample_block ORDER BY number LIMIT ?)
        AND number < ? AND (to_ms < ? OR bytes_before < ?)
        """, arguments: [Self.thinnedAtOnce, newest.number, firstKeptMilliseconds, firstKeptByte])
    return database.changesCount
  }

  private func replaceCheckpoint(with checkpoint: StoredCheckpoint) throws {
    guard checkpoint.state.count <= StoredCheckpoint.stateLimitBytes else {
      throw StoreError.checkpointTooLarge(bytes: checkpoint.state.count)
    }
    let version = try Int.fetchOne(database, sql: "SELECT version FROM checkpoint")
    if let version, version != checkpoint.version {
      try keepCheckpoint(because: "replaced by version \(checkpoint.version)")
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO checkpoint (id, version, last_input, instant_ms, machine_boot, boottime_ms,
          wall_ms, quality, state_hash, state_bytes, state)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version,
          last_input = excluded.last_input, instant_ms = excluded.instant_ms,
          machine_boot = excluded.machine_boot, boottime_ms = excluded.boottime_ms,
          wall_ms = excluded.wall_ms, quality = excluded.quality,
          state_hash = excluded.state_hash, state_bytes = excluded.state_bytes,
          state = excluded.state
        """
    ).execute(arguments: [
      checkpoint.version, checkpoint.lastInput, checkpoint.instant.milliseconds,
      checkpoint.machineBoot, checkpoint.boottimeMilliseconds, checkpoint.wall?.milliseconds,
      checkpoint.quality.rawValue, StateHash.of(checkpoint.state), checkpoint.state.count,
      Self.padded(checkpoint.state),
    ])
  }

  /// Copies the checkpoint among those kept.
  func keepCheckpoint(because reason: String) throws {
    try database.execute(
      sql: """
        INSERT INTO checkpoint_kept (kept_because, version, last_input, instant_ms, machine_boot,
          boottime_ms, wall_ms, quality, state_hash, state_bytes, state)
        SELECT ?, version, last_input, instant_ms, machine_boot, boottime_ms, wall_ms, quality,
          state_hash, state_bytes, state FROM checkpoint
        """, arguments: [reason])
    try database.execute(
      sql: """
        DELETE FROM checkpoint_kept WHERE id <= (SELECT max(id) FROM checkpoint_kept) - ?
        """, arguments: [Self.keptCheckpoints])
  }

  /// 16 KB hold a ward of a dozen beds.
  private static let stateStepBytes = 16 << 10

  /// A payload of unchanged size is overwritten in place: the list of free pages is not touched,
  /// and pages without a change are not written.
  private static func padded(_ state: [UInt8]) -> Data {
    var data = Data(state)
    let rest = state.count % stateStepBytes
    if rest > 0 { data.append(Data(count: stateStepBytes - rest)) }
    return data
  }

  /// Numbers boots in the order in which they first appear.
  private func number(boot: BootIdentifier, sequence: Int64) throws -> Int64 {
    guard StoredEvent.sequenceRange.contains(sequence) else {
      throw StoreError.sequenceOutOfRange(sequence)
    }
    let known = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT number FROM boot WHERE name = ?"),
      arguments: [boot.name])
    if let known { return StoreCursor(bootNumber: known, sequence: sequence).number }
    try database.execute(sql: "INSERT INTO boot (name) VALUES (?)", arguments: [boot.name])
    return StoreCursor(bootNumber: database.lastInsertedRowID, sequence: sequence).number
  }

  private struct BlockEnd {
    var number: Int64
    var toMilliseconds: Int64
    var bytesBefore: Int64
    var bytesEver: Int64
  }

  private func newestBlock() throws -> BlockEnd? { try blockEnd(order: "DESC") }
  private func oldestBlock() throws -> BlockEnd? { try blockEnd(order: "ASC") }

  private func blockEnd(order: String) throws -> BlockEnd? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT number, to_ms, bytes_before, length(payload) AS bytes FROM sample_block
        ORDER BY number \(order) LIMIT 1
        """)
    guard let row = try Row.fetchOne(statement) else { return nil }
    let before: Int64 = try row.required("bytes_before")
    return BlockEnd(
      number: try row.required("number"), toMilliseconds: try row.required("to_ms"),
      bytesBefore: before,
      bytesEver: before &+ (try row.required("bytes") as Int64))
  }
}
