import CareModel
import GRDB

@testable import Store

func message(
  _ number: Int, kind: OutgoingMessage.Kind = .health, hours: Double? = nil, bytes: Int = 100
) -> OutgoingMessage {
  OutgoingMessage(
    kind: kind, identifier: "hub/b1/\(number)", isKept: kind == .alarm || kind == .day,
    instant: hours.map { .zero + .hours($0) } ?? Instant(milliseconds: Int64(number) * 1_000),
    body: [UInt8](repeating: UInt8(ascii: "x"), count: bytes))
}

func messages(_ numbers: Range<Int>) -> StoreBatch {
  StoreBatch(messages: numbers.map { message($0) })
}

extension OutboxRow {
  /// The number in the fixture's name.
  var fixture: Int { Int(identifier.split(separator: "/").last ?? "") ?? -1 }
}

extension Outbox {
  func all(for destination: String) async throws -> [OutboxRow] {
    var rows: [OutboxRow] = []
    var after: Int64 = 0
    while true {
      let page = try await page(for: destination, after: after, limit: 10_000)
      rows += page.rows
      after = page.readThrough
      if page.isLast { return rows }
    }
  }

  func fixtures(for destination: String) async throws -> [Int] {
    try await all(for: destination).map(\.fixture)
  }

  /// Acknowledges rows by the number in the fixture's name, and puts that on the disk.
  func settle(_ fixtures: Set<Int>, for destination: String) async throws {
    for row in try await all(for: destination) where fixtures.contains(row.fixture) {
      acknowledge(row.number, by: destination)
    }
    try await note()
  }
}

extension Store {
  /// Whether the running sums are what counting the rows gives, for all and for each destination.
  func sumsAreRight() async throws -> Bool {
    try await outbox.settling(0) { database in
      let sum = try OutboxSum(database)
      let rows = try Int64.fetchOne(database, sql: "SELECT count(*) FROM outbox")
      let bytes = try Int64.fetchOne(database, sql: "SELECT coalesce(sum(bytes), 0) FROM outbox")
      guard rows == sum.rows, bytes == sum.bytes else { return false }
      return try OutboxCursor.all(database).allSatisfy { cursor in
        let owed = try Row.fetchOne(
          database,
          sql: """
            SELECT count(*) AS rows, coalesce(sum(bytes), 0) AS bytes FROM outbox
            WHERE number > ? AND number NOT IN (SELECT number FROM outbox_ahead WHERE cursor = ?)
            """, arguments: [cursor.through, cursor.id])
        return owed?["rows"] == sum.rowsEver - cursor.rowsSettled
          && owed?["bytes"] == sum.bytesEver - cursor.bytesSettled
      }
    }
  }
}
