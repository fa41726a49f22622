import GRDB

extension Row {
  /// The value of a column; a damaged database can hold anything anywhere, and must not trap.
  func required<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value: Value = try optional(column) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "no \(column) in a row")
    }
    return value
  }

  func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    guard let stored = self[column] as DatabaseValue?, !stored.isNull else { return nil }
    guard let value = Value.fromDatabaseValue(stored) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "unusable \(column) in a row")
    }
    return value
  }
}
