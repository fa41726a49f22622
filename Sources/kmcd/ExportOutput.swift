import CareModel
import Presentation

/// The files of one table, as CSV, as NDJSON, or both.
final class ExportOutput {
  let table: ExportTable
  private let csv: ExportFile?
  private let ndjson: ExportFile?
  private var csvRows = 0
  private var ndjsonRows = 0
  private var first: WallTime?
  private var last: WallTime?

  /// - Parameter name: the files' name without `.csv` and `.ndjson`.
  init(
    _ table: ExportTable, named name: String, in folder: String, _ formats: Set<ExportFormat>
  ) throws(ExportError) {
    self.table = table
    csv = formats.contains(.csv) ? try ExportFile(name + ".csv", in: folder) : nil
    ndjson = formats.contains(.ndjson) ? try ExportFile(name + ".ndjson", in: folder) : nil
    try csv?.write(CSVText.line(table.columns.map { .plain($0) }))
  }

  var wantsCSV: Bool { csv != nil }
  var wantsNDJSON: Bool { ndjson != nil }

  func write(row: [ExportCell]) throws(ExportError) {
    try csv?.write(CSVText.line(row))
    csvRows += 1
  }

  func write(body: String) throws(ExportError) {
    try ndjson?.write(body + "\n")
    ndjsonRows += 1
  }

  /// Widens the span that the table covers.
  func cover(_ wall: WallTime?) {
    guard let wall else { return }
    first = first.map { min($0, wall) } ?? wall
    last = last.map { max($0, wall) } ?? wall
  }

  func finish() throws(ExportError) {
    try csv?.finish()
    try ndjson?.finish()
  }

  func publish() throws(ExportError) {
    try csv?.publish()
    try ndjson?.publish()
  }

  /// One line a file: its name, how many rows, which span.
  var report: [String] {
    let span =
      if let first, let last {
        ", \(first.iso8601) to \(last.iso8601)"
      } else {
        csvRows + ndjsonRows > 0 ? ", without a date" : ""
      }
    return [(csv, csvRows), (ndjson, ndjsonRows)].compactMap { file, rows in
      file.map { "\($0.name): \(rows == 1 ? "1 row" : "\(rows) rows")\(span)" }
    }
  }
}
