import CareModel

/// One stored measurement of a board.
struct HistoryRecord: Hashable, Sendable {
  var cursor: UInt32
  var boot: UInt32
  var uptimeMilliseconds: UInt64
  var measured: BoardMeasurement
}

/// What a board keeps until the gateway says that it has it; survives a reset of the board.
struct HistoryRing: Sendable {
  private let capacity: Int
  private var records: [HistoryRecord] = []
  /// Records before this place are erased, and go when there are many.
  private var head = 0
  private(set) var nextCursor: UInt32 = 1
  /// Overwritten before they were acknowledged; only grows.
  private(set) var lostCount: UInt32 = 0

  init(capacity: Int) { self.capacity = max(1, capacity) }

  var count: Int { records.count - head }
  var oldestCursor: UInt32? { count > 0 ? records[head].cursor : nil }
  var newestCursor: UInt32? { count > 0 ? nextCursor - 1 : nil }

  mutating func append(boot: UInt32, uptimeMilliseconds: UInt64, _ measured: BoardMeasurement) {
    if count == capacity {
      head += 1
      lostCount += 1
    }
    records.append(
      HistoryRecord(
        cursor: nextCursor, boot: boot, uptimeMilliseconds: uptimeMilliseconds, measured: measured))
    nextCursor += 1
    dropErased()
  }

  /// Erases through `cursor`, that one included.
  mutating func erase(through cursor: UInt32) {
    guard let oldest = oldestCursor, cursor >= oldest else { return }
    head += min(count, Int(cursor - oldest) + 1)
    dropErased()
  }

  /// Up to `most` records, from `cursor` or the oldest after it.
  func records(from cursor: UInt32, most: Int) -> ArraySlice<HistoryRecord> {
    guard let oldest = oldestCursor else { return [] }
    let skipped = cursor > oldest ? Int(cursor - oldest) : 0
    return records[head...].dropFirst(skipped).prefix(most)
  }

  private mutating func dropErased() {
    guard head > 512, head > count else { return }
    records.removeFirst(head)
    head = 0
  }
}
