import GRDB

extension Outbox {
  /// Puts refused alarms and day summaries back into the queue, at its end; how many.
  ///
  /// What a broker refused for good may have been its access list, which a person has mended since.
  /// Bounded by `requeuedAtOnce` a call, so that no transaction grows long.
  @discardableResult
  public func requeueRefusals() async throws(StoreError) -> Int {
    let limit = limit
    let count = try await settling(0) { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM outbox_refused WHERE kind IN ('alarm', 'day') ORDER BY id LIMIT ?
          """, arguments: [Self.requeuedAtOnce])
      let messages = try rows.map { row in
        let refused = try Self.row(row)
        return OutgoingMessage(
          kind: refused.kind, identifier: refused.identifier, isKept: true,
          instant: refused.instant, body: refused.body)
      }
      var outcome = CommitOutcome()
      try OutboxInsertion(database: database, limit: limit).run(messages, into: &outcome)
      for row in rows {
        try database.execute(
          sql: "DELETE FROM outbox_refused WHERE id = ?",
          arguments: [try row.required("id") as Int64])
      }
      return messages.count
    }
    if count > 0 { ring() }
    return count
  }

  private static let requeuedAtOnce = 2_000
}
