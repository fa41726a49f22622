import GRDB

/// Takes rows out of the outbox that nobody waits for any more.
struct OutboxRemoval {
  let database: Database
  private(set) var count = 0

  init(database: Database) { self.database = database }

  mutating func remove(
    _ number: Int64, bytes: Int64, _ sum: inout OutboxSum, _ cursors: [OutboxCursor]
  ) throws {
    try database.cachedStatement(sql: "DELETE FROM outbox WHERE number = ?")
      .execute(arguments: [number])
    if cursors.count > 1 {
      let ahead = try database.cachedStatement(
        sql: "DELETE FROM outbox_ahead WHERE cursor = ? AND number = ?")
      for cursor in cursors { try ahead.execute(arguments: [cursor.id, number]) }
    }
    sum.rowsGone += 1
    sum.bytesGone += bytes
    count += 1
  }
}
