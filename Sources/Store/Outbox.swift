import CareModel
import Foundation
import GRDB
import Synchronization

/// The durable queue of messages for places outside, in the store's own database.
///
/// Messages come in with `Store.commit`. A row leaves when every configured destination has
/// acknowledged or refused it; acknowledgements wait in memory for the store's next commit, or
/// for `note`.
public final class Outbox: Sendable {
  private struct State {
    var configured: [String] = []
    var unnoted = UnnotedSettlements()
    var observers: [@Sendable () -> Void] = []
  }

  private let connection: Connection
  let limit: OutboxLimit
  private let state = Mutex(State())

  /// Bounds the length of one transaction: an alarm's commit waits no longer than that.
  static let settledAtOnce = 5_000
  /// A page ends behind the row that brings it to so many.
  private static let pageBytes = 256 << 10
  /// Beyond it a row counts as backlog, however young it is.
  private static let liveRowsMost = 1_000

  init(connection: Connection, limit: OutboxLimit) {
    self.connection = connection
    self.limit = limit
  }

  /// Says for whom rows wait, by `Destination.name`; to be called before the first of them connects.
  ///
  /// A new destination gets everything that still waits. No name at all changes nothing.
  public func configure(destinations: [String]) {
    state.withLock { $0.configured = destinations }
  }

  /// Calls `ring` after each commit that brought messages; it must be quick and not wait.
  public func observe(_ ring: @escaping @Sendable () -> Void) {
    state.withLock { $0.observers.append(ring) }
  }

  /// Where a destination that connects goes on; what is younger than `length` counts as live.
  public func place(
    of destination: String, liveWithin length: TimeLength, now: Instant
  ) async throws(StoreError) -> OutboxPlace {
    try await connection.read { database in
      let sum = try OutboxSum(database)
      let through = try OutboxCursor.named(destination, database)?.through ?? 0
      let firstLive = try Int64.fetchOne(
        database,
        sql: """
          SELECT min(number) FROM
            (SELECT number, instant_ms FROM outbox ORDER BY number DESC LIMIT ?)
          WHERE instant_ms > ?
          """, arguments: [Self.liveRowsMost, (now - length).milliseconds])
      return OutboxPlace(
        acknowledgedThrough: through,
        liveAfter: max(through, firstLive.map { $0 - 1 } ?? sum.lastNumber), era: sum.era)
    }
  }

  /// The next rows, behind one number and up to another, that a destination has not settled.
  public func page(
    for destination: String, after number: Int64, through last: Int64 = .max, limit: Int
  ) async throws(StoreError) -> OutboxPage {
    try await connection.read { [self] database in
      let sum = try OutboxSum(database)
      let cursor = try OutboxCursor.named(destination, database)
      let statement = try database.cachedStatement(
        sql: """
          SELECT number, kind, identifier, instant_ms, body FROM outbox
          WHERE number > ? AND number <= ? AND NOT EXISTS
            (SELECT 1 FROM outbox_ahead WHERE cursor = ? AND outbox_ahead.number = outbox.number)
          ORDER BY number LIMIT ?
          """)
      let found = try Row.fetchCursor(
        statement,
        arguments: [max(number, cursor?.through ?? 0), last, cursor?.id ?? 0, limit])
      var rows: [OutboxRow] = []
      var bytes = 0
      while bytes < Self.pageBytes, let row = try found.next() {
        rows.append(try Self.row(row))
        bytes += rows[rows.count - 1].body.count
      }
      let isLast = rows.count < limit && bytes < Self.pageBytes
      let open = self.state.withLock { state in
        rows.filter { !state.unnoted.contains($0.number, for: destination) }
      }
      return OutboxPage(
        rows: open, readThrough: isLast ? min(last, sum.lastNumber) : rows.last?.number ?? number,
        isLast: isLast, era: sum.era)
    }
  }

  /// Takes note that the destination has the row; on the disk with a later commit.
  public func acknowledge(_ number: Int64, by destination: String) {
    state.withLock { $0.unnoted.acknowledge(number, by: destination) }
  }

  /// Sets the row aside for this destination, with the reason; on the disk with a later commit.
  public func refuse(_ number: Int64, by destination: String, because reason: String) {
    state.withLock { $0.unnoted.refuse(number, by: destination, because: reason) }
  }

  /// Acknowledgements and refusals that are not on the disk yet.
  public func unnotedCount(of destination: String) -> Int {
    state.withLock { $0.unnoted.count(for: destination) }
  }

  /// Commits acknowledgements now, some thousands at most; they are kept when it throws.
  public func note() async throws(StoreError) {
    try await settling(Self.settledAtOnce) { _ in }
  }

  /// Runs `work` in a transaction that carries waiting acknowledgements as well.
  @discardableResult
  func settling<Value: Sendable>(
    _ most: Int, _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    let (settlements, configured) = state.withLock {
      ($0.unnoted.take(atMost: most), $0.configured)
    }
    do throws(StoreError) {
      let value = try await connection.write { database in
        for settlement in settlements { try settlement.run(database, configured: configured) }
        return try work(database)
      }
      state.withLock { $0.unnoted.done(settlements) }
      return value
    } catch {
      state.withLock { $0.unnoted.putBack(settlements) }
      throw error
    }
  }

  func ring() {
    for observer in state.withLock({ $0.observers }) { observer() }
  }

  /// Drops the cursors of destinations that are configured no more, and some rows that nobody
  /// waits for since; false when there is nothing left to do.
  public func tidy() async throws(StoreError) -> Bool {
    let configured = state.withLock { $0.configured }
    guard !configured.isEmpty else { return false }
    return try await connection.write { database in
      try OutboxTidying(database: database).run(configured: configured)
    }
  }

  /// How full it is, read from three rows; `destination` nil: for all together.
  public func fill(for destination: String? = nil) async throws(StoreError) -> OutboxFill {
    let limit = limit
    return try await connection.read { database in
      let sum = try OutboxSum(database)
      let cursors = try OutboxCursor.all(database)
      let cursor = cursors.first { $0.name == destination }
      let oldest: Int64?
      if let cursor {
        oldest = try cursor.firstOwed(after: 0, database)?.required("instant_ms")
      } else {
        oldest = try Int64.fetchOne(
          database, sql: "SELECT instant_ms FROM outbox ORDER BY number LIMIT 1")
      }
      return OutboxFill(
        rows: sum.rowsEver &- (cursor?.rowsSettled ?? sum.rowsGone),
        bytes: sum.bytesEver &- (cursor?.bytesSettled ?? sum.bytesGone),
        oldest: oldest.map { Instant(milliseconds: $0) }, heldBytes: sum.bytes, limit: limit,
        thinnedRows: sum.rowsThinned,
        refusedRows: cursor?.rowsRefused ?? cursors.reduce(0) { $0 &+ $1.rowsRefused })
    }
  }

  /// What was refused for good, the newest first.
  public func refusals(limit: Int) async throws(StoreError) -> [RefusedMessage] {
    try await connection.read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM outbox_refused ORDER BY id DESC LIMIT ?", arguments: [limit]
      ).map { row in
        RefusedMessage(
          destination: try row.required("destination"), reason: try row.required("reason"),
          row: try Self.row(row))
      }
    }
  }

  static func row(_ row: Row) throws -> OutboxRow {
    let kind: String = try row.required("kind")
    guard let kind = OutgoingMessage.Kind(rawValue: kind) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "unusable kind in the outbox")
    }
    return OutboxRow(
      number: try row.required("number"), kind: kind, identifier: try row.required("identifier"),
      instant: Instant(milliseconds: try row.required("instant_ms")),
      body: [UInt8](try row.required("body") as Data))
  }
}
