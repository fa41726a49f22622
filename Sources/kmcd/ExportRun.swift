import CareModel
import GatewayRuntime
import Messages
import Presentation
import Store
import TraceFormat

/// Writes everything of a store since a moment into files, table by table, in little memory.
final class ExportRun {
  enum Since {
    case wall(WallTime)
    case days(Double)
  }

  private let store: ReadOnlyStore
  private let address: MessageAddress
  private let runs: [ReadOnlyStore.Run]
  private let clock: ExportClock
  private let cut: [BootIdentifier: Instant]
  private let keepsAllRevisions: Bool
  private var outputs: [ExportTable: ExportOutput] = [:]
  private var latest = ExportRevisions()
  /// Rows that hold no event, or no samples, any more.
  private(set) var damagedRows = 0

  private static let rowsAtOnce = 500
  private static let blocksAtOnce = 20

  init(
    _ store: ReadOnlyStore, _ address: MessageAddress, since: Since, keepsAllRevisions: Bool
  ) async throws {
    self.store = store
    self.address = address
    self.keepsAllRevisions = keepsAllRevisions
    runs = try await store.runs()
    clock = ExportClock(runs)
    let newest = try await store.latestInstant()
    let clock = clock
    cut = Dictionary(
      uniqueKeysWithValues: runs.compactMap { run in
        let instant: Instant? =
          switch since {
          // A run that cannot be dated is left in rather than out.
          case .wall(let wall): clock.instant(of: wall, in: run.boot)
          case .days(let days): newest.map { $0 + .hours(-24 * days) }
          }
        return instant.map { (run.boot, $0) }
      })
  }

  /// What the files' names say of the time: the newest entry, or where nobody knows its date, none.
  func label() async throws -> String {
    guard let last = runs.last, let newest = try await store.latestInstant(),
      let wall = clock.wall(at: newest, in: last.boot)
    else { return "undated" }
    return String(wall.iso8601.prefix(16)).filter { $0 != "-" && $0 != ":" } + "Z"
  }

  func write(
    to folder: String, named prefix: String, _ formats: Set<ExportFormat>, withSamples: Bool
  ) async throws -> [String] {
    let tables = ExportTable.allCases.filter { withSamples || $0 != .readings }
    for table in tables {
      let name = "\(prefix)_\(table.rawValue)"
      outputs[table] = try ExportOutput(table, named: name, in: folder, formats)
    }
    for run in runs {
      try await writeEvents(of: run)
      if withSamples { try await writeSamples(of: run) }
    }
    for (table, row) in latest.rows { try outputs[table]?.write(row: row) }
    try store.confirmUnchanged()
    // All are on the disk before the first gets its name.
    for table in tables { try outputs[table]?.finish() }
    for table in tables { try outputs[table]?.publish() }
    try ExportFile.flush(folder: folder)
    return tables.flatMap { outputs[$0]?.report ?? [] }
  }

  private func writeEvents(of run: ReadOnlyStore.Run) async throws {
    var cursor = StoreCursor.start
    while true {
      let page = try await store.events(
        of: run, from: cut[run.boot], after: cursor, limit: Self.rowsAtOnce)
      try store.confirmUnchanged()
      guard let last = page.last else { return }
      cursor = last.cursor
      for committed in page { try write(committed.row) }
    }
  }

  private func write(_ stored: StoredEvent) throws {
    guard let table = ExportTable(eventKind: stored.kind), let output = outputs[table] else {
      return
    }
    let event: ExportedEvent
    let body: String
    do {
      event = try ExportedEvent(stored, clock: clock)
      let stamp = MessageStamp(
        boot: stored.boot, sequence: stored.sequence, at: stored.instant, wall: stored.wall,
        quality: stored.quality)
      body = try address.body(ofStored: stored.line, stamp)
    } catch {
      damagedRows += 1
      return
    }
    output.cover(clock.wall(at: event.at, in: stored.boot))
    if output.wantsNDJSON { try output.write(body: body) }
    guard output.wantsCSV else { return }
    let row = table.row(event)
    if keepsAllRevisions || !latest.take(row, of: event, in: table) { try output.write(row: row) }
  }

  private func writeSamples(of run: ReadOnlyStore.Run) async throws {
    var cursor = StoreCursor.start
    while true {
      let page = try await store.sampleBlocks(
        of: run, from: cut[run.boot], after: cursor, limit: Self.blocksAtOnce)
      try store.confirmUnchanged()
      guard let last = page.last else { return }
      cursor = last.cursor
      for committed in page { try write(committed.row) }
    }
  }

  private func write(_ block: SampleBlock) throws {
    guard let output = outputs[.readings] else { return }
    let lines: [TraceLine]
    do { lines = try StoredSamples.lines(block.payload) } catch {
      damagedRows += 1
      return
    }
    for (index, line) in lines.enumerated() {
      guard case .sample(let sample) = line.input, line.at >= cut[block.boot] ?? line.at else {
        continue
      }
      let wall = clock.wall(at: line.at, in: block.boot)
      output.cover(wall)
      if output.wantsNDJSON {
        let stamp = MessageStamp(
          boot: block.boot, sequence: block.sequence, at: line.at, wall: wall,
          quality: clock.quality(of: block.boot))
        try output.write(body: address.message(sample, number: index, ofBlock: stamp).body)
      }
      guard output.wantsCSV else { continue }
      let reading = ExportedReading(
        sample: sample, arrival: line.at, boot: block.boot, clock: clock)
      try output.write(row: reading.row)
    }
  }
}
