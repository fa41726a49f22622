import Presentation

/// The last revision of each day and session, in the order in which they first came.
struct ExportRevisions {
  private struct Key: Hashable {
    var table: ExportTable
    var infant: String?
    /// A day's date, or a session's start.
    var day: String?
    var from: Double?
  }

  private var newest: [Key: (order: Int, row: [ExportCell])] = [:]
  private var taken = 0

  /// Holds the row back until no later one can replace it; false for rows that have no revisions.
  mutating func take(_ row: [ExportCell], of event: ExportedEvent, in table: ExportTable) -> Bool {
    guard table == .days || table == .sessions else { return false }
    let line = event.line
    let key = Key(table: table, infant: line.infant, day: line.date, from: line.from)
    taken += 1
    var order = newest[key]?.order ?? taken
    for from in line.replaces ?? [] {
      var replaced = key
      replaced.from = from
      order = min(order, newest.removeValue(forKey: replaced)?.order ?? order)
    }
    newest[key] = (order, row)
    return true
  }

  var rows: [(ExportTable, [ExportCell])] {
    newest.sorted { $0.value.order < $1.value.order }.map { ($0.key.table, $0.value.row) }
  }
}
