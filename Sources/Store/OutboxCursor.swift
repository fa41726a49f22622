import GRDB

/// How far one destination has come.
///
/// What it acknowledged out of turn, ahead of `through`, stands in `outbox_ahead` while another
/// destination still waits for the same row.
struct OutboxCursor: Hashable, Sendable {
  var id: Int64
  var name: String
  var through: Int64
  /// Rows it waits for no more: acknowledged, refused, or thinned. The rest of `rowsEver` waits.
  var rowsSettled: Int64
  var bytesSettled: Int64
  var rowsRefused: Int64

  static let columns =
    "id, name, acknowledged_through, rows_settled, bytes_settled, rows_refused"

  init(_ row: Row) throws {
    id = try row.required("id")
    name = try row.required("name")
    through = try row.required("acknowledged_through")
    rowsSettled = try row.required("rows_settled")
    bytesSettled = try row.required("bytes_settled")
    rowsRefused = try row.required("rows_refused")
  }

  static func all(_ database: Database) throws -> [OutboxCursor] {
    try Row.fetchAll(
      database.cachedStatement(sql: "SELECT * FROM outbox_cursor ORDER BY id")
    ).map { try OutboxCursor($0) }
  }

  static func named(_ name: String, _ database: Database) throws -> OutboxCursor? {
    try all(database).first { $0.name == name }
  }

  /// Begins a cursor that owes everything that still waits.
  static func begin(_ name: String, _ sum: OutboxSum, _ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO outbox_cursor
          (name, acknowledged_through, rows_settled, bytes_settled, rows_refused)
        VALUES (?, 0, ?, ?, 0)
        """, arguments: [name, sum.rowsGone, sum.bytesGone])
  }

  func save(_ database: Database) throws {
    try database.cachedStatement(
      sql: """
        UPDATE outbox_cursor SET acknowledged_through = ?, rows_settled = ?, bytes_settled = ?,
          rows_refused = ? WHERE id = ?
        """
    ).execute(arguments: [through, rowsSettled, bytesSettled, rowsRefused, id])
  }

  /// Whether this destination still waits for the row.
  func owes(_ number: Int64, _ database: Database) throws -> Bool {
    guard number > through else { return false }
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM outbox_ahead WHERE cursor = ? AND number = ?")
    return try Int.fetchOne(statement, arguments: [id, number]) == nil
  }

  /// The first row, behind a number, for which this destination waits.
  func firstOwed(after number: Int64, _ database: Database) throws -> Row? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT number, instant_ms FROM outbox WHERE number > ? AND NOT EXISTS
          (SELECT 1 FROM outbox_ahead WHERE cursor = ? AND outbox_ahead.number = outbox.number)
        ORDER BY number LIMIT 1
        """)
    return try Row.fetchOne(statement, arguments: [max(number, through), id])
  }
}
