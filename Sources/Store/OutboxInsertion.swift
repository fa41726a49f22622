import CareModel
import Foundation
import GRDB

/// New messages on their way into the outbox, and detail on its way out, inside one transaction.
struct OutboxInsertion {
  let database: Database
  let limit: OutboxLimit

  /// Bounds the length of one transaction when a limit was lowered by much.
  private static let thinnedAtOnce = 2_000

  /// Counts of what was there already, and of what had to go for it.
  func run(_ messages: [OutgoingMessage], into outcome: inout CommitOutcome) throws {
    guard let newest = messages.map(\.instant).max() else { return }
    var sum = try OutboxSum(database)
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO outbox (number, kind, is_kept, instant_ms, bytes, identifier, body)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (identifier) DO NOTHING
        """)
    for message in messages {
      try statement.execute(arguments: [
        sum.lastNumber + 1, message.kind.rawValue, message.isKept,
        message.instant.milliseconds, message.storedBytes, message.identifier,
        Data(message.body),
      ])
      guard database.changesCount > 0 else {
        outcome.repeatedMessages += 1
        continue
      }
      sum.lastNumber += 1
      sum.rowsEver += 1
      sum.bytesEver += message.storedBytes
    }
    outcome.thinnedMessages = try thin(&sum, newest: newest)
    try sum.save(database)
  }

  /// Deletes the oldest detail in runs, as sample blocks are.
  private func thin(_ sum: inout OutboxSum, newest: Instant) throws -> Int {
    guard let oldest = try details(from: sum.detailFrom, limit: 1).first else {
      sum.detailFrom = sum.lastNumber + 1
      return 0
    }
    sum.detailFrom = oldest.number
    let firstKept = newest.milliseconds &- limit.length.milliseconds
    guard
      oldest.milliseconds < firstKept &- limit.length.milliseconds / 64
        || sum.bytes > limit.bytes + limit.bytes / 64
    else { return 0 }
    var cursors = try OutboxCursor.all(database)
    var removal = OutboxRemoval(database: database)
    for detail in try details(from: oldest.number, limit: Self.thinnedAtOnce) {
      guard detail.milliseconds < firstKept || sum.bytes > limit.bytes else { break }
      for index in cursors.indices where try cursors[index].owes(detail.number, database) {
        cursors[index].rowsSettled += 1
        cursors[index].bytesSettled += detail.bytes
      }
      try removal.remove(detail.number, bytes: detail.bytes, &sum, cursors)
      sum.detailFrom = detail.number + 1
    }
    for cursor in cursors { try cursor.save(database) }
    sum.rowsThinned += Int64(removal.count)
    return removal.count
  }

  private struct Detail {
    var number: Int64
    var milliseconds: Int64
    var bytes: Int64
  }

  private func details(from number: Int64, limit: Int) throws -> [Detail] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT number, instant_ms, bytes FROM outbox
        WHERE number >= ? AND is_kept = 0 ORDER BY number LIMIT ?
        """)
    return try Row.fetchAll(statement, arguments: [number, limit]).map { row in
      Detail(
        number: try row.required("number"), milliseconds: try row.required("instant_ms"),
        bytes: try row.required("bytes"))
    }
  }
}
