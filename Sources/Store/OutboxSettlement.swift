import GRDB

/// Acknowledgements and refusals of one destination on their way into the tables.
struct OutboxSettlement: Hashable, Sendable {
  var destination: String
  var acknowledged: [Int64] = []
  var refused: [Refusal] = []

  struct Refusal: Hashable, Sendable {
    var number: Int64
    var reason: String
  }

  /// What was refused is evidence for whoever mends the other side; a thousand are enough.
  static let keptRefusals = 1_000

  var count: Int { acknowledged.count + refused.count }

  /// Inside one transaction; rows that are gone, or were settled before, change nothing.
  func run(_ database: Database, configured: [String]) throws {
    var sum = try OutboxSum(database)
    var cursors = try Self.cursors(database, sum, configured: configured + [destination])
    guard let own = cursors.firstIndex(where: { $0.name == destination }) else { return }
    var removal = OutboxRemoval(database: database)
    for refusal in refused { try setAside(refusal, for: &cursors[own], database) }
    for number in acknowledged + refused.map(\.number) {
      guard try cursors[own].owes(number, database) else { continue }
      let weight = try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT bytes FROM outbox WHERE number = ?"),
        arguments: [number])
      guard let weight else { continue }
      cursors[own].rowsSettled += 1
      cursors[own].bytesSettled += weight
      let isOwed = try cursors.contains { try $0.name != destination && $0.owes(number, database) }
      if isOwed {
        try database.cachedStatement(
          sql: "INSERT INTO outbox_ahead (cursor, number) VALUES (?, ?)"
        ).execute(arguments: [cursors[own].id, number])
      } else {
        try removal.remove(number, bytes: weight, &sum, cursors)
      }
    }
    try advance(&cursors[own], sum, database)
    try cursors[own].save(database)
    if removal.count > 0 { try sum.save(database) }
  }

  /// The cursors, with those begun that a configured destination does not have yet.
  static func cursors(
    _ database: Database, _ sum: OutboxSum, configured: [String]
  ) throws -> [OutboxCursor] {
    let known = try OutboxCursor.all(database)
    let missing = Set(configured).subtracting(known.map(\.name))
    guard !missing.isEmpty else { return known }
    for name in missing.sorted() { try OutboxCursor.begin(name, sum, database) }
    return try OutboxCursor.all(database)
  }

  private func advance(
    _ cursor: inout OutboxCursor, _ sum: OutboxSum, _ database: Database
  ) throws {
    let next: Int64? = try cursor.firstOwed(after: cursor.through, database)?.required("number")
    cursor.through = next.map { $0 - 1 } ?? sum.lastNumber
    try database.cachedStatement(
      sql: "DELETE FROM outbox_ahead WHERE cursor = ? AND number <= ?"
    ).execute(arguments: [cursor.id, cursor.through])
  }

  private func setAside(
    _ refusal: Refusal, for cursor: inout OutboxCursor, _ database: Database
  ) throws {
    guard try cursor.owes(refusal.number, database) else { return }
    try database.execute(
      sql: """
        INSERT INTO outbox_refused (destination, reason, number, kind, instant_ms, identifier, body)
        SELECT ?, ?, number, kind, instant_ms, identifier, body FROM outbox WHERE number = ?
        """, arguments: [destination, refusal.reason, refusal.number])
    guard database.changesCount > 0 else { return }
    cursor.rowsRefused += 1
    try database.execute(
      sql: """
        DELETE FROM outbox_refused
        WHERE id <= (SELECT max(id) FROM outbox_refused) - ? AND kind NOT IN ('alarm', 'day')
        """,
      arguments: [Self.keptRefusals])
  }
}
