import GRDB

/// The running sums of the outbox, in one row: nothing is ever counted through.
struct OutboxSum: Hashable, Sendable {
  var lastNumber: Int64
  /// No detail waits before this number.
  var detailFrom: Int64
  var rowsEver: Int64
  var bytesEver: Int64
  var rowsGone: Int64
  var bytesGone: Int64
  var rowsThinned: Int64

  static let columns =
    "id, last_number, detail_from, rows_ever, bytes_ever, rows_gone, bytes_gone, rows_thinned"

  var rows: Int64 { rowsEver &- rowsGone }
  var bytes: Int64 { bytesEver &- bytesGone }
  var era: Int64 { lastNumber >> 32 }

  init(_ database: Database) throws {
    let statement = try database.cachedStatement(sql: "SELECT * FROM outbox_sum WHERE id = 1")
    guard let row = try Row.fetchOne(statement) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "no sums of the outbox")
    }
    lastNumber = try row.required("last_number")
    detailFrom = try row.required("detail_from")
    rowsEver = try row.required("rows_ever")
    bytesEver = try row.required("bytes_ever")
    rowsGone = try row.required("rows_gone")
    bytesGone = try row.required("bytes_gone")
    rowsThinned = try row.required("rows_thinned")
  }

  func save(_ database: Database) throws {
    try database.cachedStatement(
      sql: """
        UPDATE outbox_sum SET last_number = ?, detail_from = ?, rows_ever = ?, bytes_ever = ?,
          rows_gone = ?, bytes_gone = ?, rows_thinned = ?
        """
    ).execute(arguments: [
      lastNumber, detailFrom, rowsEver, bytesEver, rowsGone, bytesGone, rowsThinned,
    ])
  }
}
