import GRDB

/// Drops what is left behind by a destination that is configured no more.
struct OutboxTidying {
  let database: Database

  /// Bounds the length of one transaction.
  private static let removedAtOnce = 2_000

  /// False when there is nothing left to do.
  func run(configured: [String]) throws -> Bool {
    var sum = try OutboxSum(database)
    for cursor in try OutboxCursor.all(database) where !configured.contains(cursor.name) {
      try database.execute(
        sql: "DELETE FROM outbox_ahead WHERE cursor = ?", arguments: [cursor.id])
      try database.execute(sql: "DELETE FROM outbox_cursor WHERE id = ?", arguments: [cursor.id])
    }
    let cursors = try OutboxSettlement.cursors(database, sum, configured: configured)
    let unowed = try unowed(through: cursors.map(\.through).min() ?? 0)
    guard !unowed.isEmpty else { return false }
    var removal = OutboxRemoval(database: database)
    for (number, bytes) in unowed
    where try !cursors.contains(where: { try $0.owes(number, database) }) {
      try removal.remove(number, bytes: bytes, &sum, cursors)
    }
    try sum.save(database)
    return removal.count > 0
  }

  /// Rows up to a number, and those that somebody acknowledged out of turn.
  private func unowed(through last: Int64) throws -> [(number: Int64, bytes: Int64)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT number, bytes FROM outbox WHERE number <= ?1
        UNION SELECT number, bytes FROM outbox
          WHERE number IN (SELECT number FROM outbox_ahead) AND number > ?1
        LIMIT ?2
        """, arguments: [last, Self.removedAtOnce]
    ).map { (try $0.required("number"), try $0.required("bytes")) }
  }
}
