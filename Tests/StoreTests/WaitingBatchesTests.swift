import TestSupport
import Testing

@testable import Store

@Suite("What waits for the disk")
struct WaitingBatchesTests {
  private let limits = WaitingLimits(
    samplesBytes: 5_000, eventsBytes: 10_000, transactionBytes: 3_000)

  @Test func smallBatchesMergeAndTheNewestCheckpointStands() throws {
    var waiting = WaitingBatches(limits: .standard)
    waiting.append(StoreBatch(checkpoint: checkpoint(1), events: [event(1)]), ticket: 1)
    waiting.append(StoreBatch(events: [event(2)], sampleBlocks: [block(0)]), ticket: 2)
    waiting.append(StoreBatch(checkpoint: checkpoint(3)), ticket: 3)
    let first = waiting.takeFirst()
    let part = try #require(first)
    #expect(
      part.batch
        == StoreBatch(
          checkpoint: checkpoint(3), events: [event(1), event(2)], sampleBlocks: [block(0)]))
    #expect(part.ticket == 3)
    #expect(waiting.isEmpty)
  }

  @Test func whatCanNeverBeStoredIsTakenOutAndCounted() throws {
    var waiting = WaitingBatches(limits: .standard)
    let large = checkpoint(
      1, state: [UInt8](repeating: 0, count: StoredCheckpoint.stateLimitBytes + 1))
    let batch = StoreBatch(
      checkpoint: large, events: [event(-1), event(0)], sampleBlocks: [block(1 << 40)])
    waiting.append(batch, ticket: 1)
    let part = waiting.takeFirst()
    #expect(part?.batch == StoreBatch(events: [event(0)]))
    #expect(waiting.dropped.events == 1)
    #expect(waiting.dropped.sampleBlocks == 1)
    #expect(waiting.dropped.checkpoints == 1)
  }

  @Test func samplesGoFirstAndTheOldestOfThem() {
    var waiting = WaitingBatches(limits: limits)
    for number in 0..<40 as Range<Int64> {
      waiting.append(
        StoreBatch(events: [event(number)], sampleBlocks: [block(number, bytes: 404)]),
        ticket: Int(number) + 1)
    }
    let blocks = waiting.parts.flatMap(\.batch.sampleBlocks).map(\.sequence)
    #expect(blocks == Array(30..<40))
    #expect(waiting.dropped.sampleBlocks == 30)
    #expect(waiting.dropped.events == 0)
    #expect(waiting.parts.flatMap(\.batch.events).count == 40)
  }

  /// Whatever is submitted, taken and put back: the order holds, the bounds hold, every event and
  /// block is there or counted, and the newest checkpoint is never lost.
  @Test(arguments: 0..<50 as Range<UInt64>)
  func nothingIsLostUncounted(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var waiting = WaitingBatches(limits: limits)
    var committed = StoreBatch()
    var newest: StoredCheckpoint?
    var submitted: Int64 = 0
    for ticket in 1...200 {
      var batch = StoreBatch(events: [event(submitted)], sampleBlocks: [])
      let bytes = Int.random(in: 0...900, using: &generator)
      batch.sampleBlocks = [block(submitted, bytes: bytes)]
      if Bool.random(using: &generator) {
        newest = checkpoint(submitted)
        batch.checkpoint = newest
      }
      submitted += 1
      waiting.append(batch, ticket: ticket)
      if Int.random(in: 0..<8, using: &generator) == 0, let part = waiting.takeFirst() {
        if Int.random(in: 0..<4, using: &generator) == 0 {
          committed.append(part.batch)
        } else {
          waiting.putBack(part)
        }
      }
      let parts = waiting.parts
      #expect(parts.flatMap(\.batch.sampleBlocks).reduce(0) { $0 + $1.weight } <= 5_000)
      #expect(parts.flatMap(\.batch.events).reduce(0) { $0 + $1.weight } <= 10_000)
      #expect(parts.filter { $0.batch.checkpoint != nil }.count <= 1)
      #expect(parts.count < 12)
    }
    while let part = waiting.takeFirst() { committed.append(part.batch) }
    #expect(committed.checkpoint == newest)
    #expect(committed.events.map(\.sequence) == committed.events.map(\.sequence).sorted())
    #expect(committed.events.count + waiting.dropped.events == Int(submitted))
    #expect(committed.sampleBlocks.count + waiting.dropped.sampleBlocks == Int(submitted))
    #expect(committed.events.last?.sequence == submitted - 1)
  }
}
