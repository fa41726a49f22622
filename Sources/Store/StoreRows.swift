import CareModel
import Foundation
import GRDB

/// A checkpoint that could not be used, or was replaced by one of another version.
public struct KeptCheckpoint: Hashable, Sendable {
  public var reason: String
  public var version: Int
  public var state: [UInt8]

  init(reason: String, version: Int, state: ArraySlice<UInt8>) {
    self.reason = reason
    self.version = version
    self.state = [UInt8](state)
  }
}

extension StoreReader {
  static func rows(
    _ database: Database, where condition: String, order: String, arguments: StatementArguments
  ) throws -> [Committed<StoredEvent>] {
    let sql = """
      SELECT event.*, boot.name AS boot FROM event
      JOIN boot ON boot.number = event.number >> 40
      WHERE \(condition) ORDER BY \(order) LIMIT ?
      """
    return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
      let cursor = StoreCursor(number: try row.required("number"))
      let infant: String? = try row.optional("infant")
      let event = StoredEvent(
        sequence: cursor.sequence, boot: BootIdentifier(try row.required("boot")),
        instant: Instant(milliseconds: try row.required("instant_ms")), wall: try wall(row),
        quality: try quality(row), kind: try row.required("kind"),
        infant: infant.map { InfantIdentifier($0) }, line: try row.required("line"))
      return Committed(cursor: cursor, row: event)
    }
  }

  static func blocks(
    _ database: Database, where condition: String, order: String, arguments: StatementArguments
  ) throws -> [Committed<SampleBlock>] {
    let sql = """
      SELECT sample_block.*, boot.name AS boot FROM sample_block
      JOIN boot ON boot.number = sample_block.number >> 40
      WHERE \(condition) ORDER BY sample_block.number \(order) LIMIT ?
      """
    return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
      let cursor = StoreCursor(number: try row.required("number"))
      let block = SampleBlock(
        sequence: cursor.sequence, boot: BootIdentifier(try row.required("boot")),
        from: Instant(milliseconds: try row.required("from_ms")),
        to: Instant(milliseconds: try row.required("to_ms")),
        count: try row.required("samples"), payload: [UInt8](try row.required("payload") as Data))
      return Committed(cursor: cursor, row: block)
    }
  }

  static func checkpoint(_ row: Row) throws -> StoredCheckpoint {
    let length: Int = try row.required("state_bytes")
    let padded: Data = try row.required("state")
    guard length >= 0, length <= padded.count else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the state is cut short")
    }
    let state = [UInt8](padded.prefix(length))
    guard try row.required("state_hash") == StateHash.of(state) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the state has changed bits")
    }
    return StoredCheckpoint(
      version: try row.required("version"), lastInput: try row.required("last_input"),
      instant: Instant(milliseconds: try row.required("instant_ms")),
      machineBoot: try row.required("machine_boot"),
      boottimeMilliseconds: try row.required("boottime_ms"), wall: try wall(row),
      quality: try quality(row), state: state)
  }

  private static func wall(_ row: Row) throws -> WallTime? {
    let milliseconds: Int64? = try row.optional("wall_ms")
    return milliseconds.map { WallTime(milliseconds: $0) }
  }

  /// A quality of which nothing is known is the least one.
  private static func quality(_ row: Row) throws -> ClockQuality {
    ClockQuality(rawValue: try row.required("quality")) ?? .unset
  }
}
