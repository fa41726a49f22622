import TestSupport
import Testing

@testable import Store

@Suite("Random batches", .timeLimit(.minutes(2)))
struct RandomBatchTests {
  /// What the store should hold, kept in plain collections.
  private struct Model {
    var events: [StoredEvent] = []
    var names: Set<[Int64]> = []
    var blocks: [SampleBlock] = []
    var checkpoint: StoredCheckpoint?

    mutating func apply(_ batch: StoreBatch, boot: Int64) {
      for event in batch.events where names.insert([boot, event.sequence]).inserted {
        events.append(event)
      }
      blocks += batch.sampleBlocks
      checkpoint = batch.checkpoint ?? checkpoint
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func theStoreAgreesWithAModel(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    var (store, _) = try Store.open(at: directory.database)
    var model = Model()
    var boot: Int64 = 0
    var sequence: Int64 = 0
    var earlier: [StoreBatch] = []
    for _ in 0..<60 {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0:
        try store.close()
        let (again, report) = try Store.open(at: directory.database)
        #expect(report == .opened)
        store = again
        boot += 1
        sequence = 0
        earlier = []
      case 1:
        guard let repeated = earlier.randomElement(using: &generator) else { continue }
        var events = repeated
        events.checkpoint = nil
        events.sampleBlocks = []
        let outcome = try await store.commit(events)
        #expect(outcome.repeatedEvents == events.events.count)
        #expect(outcome.conflictingEvents == 0)
        model.apply(events, boot: boot)
      default:
        let batch = randomBatch(boot: "b\(99 - boot)", from: &sequence, using: &generator)
        try await store.commit(batch)
        earlier.append(batch)
        model.apply(batch, boot: boot)
      }
    }
    #expect(try await store.reader.allEvents() == model.events)
    #expect(try await store.reader.allBlocks() == model.blocks)
    let reading = try await store.readCheckpoint(knowing: 1...1)
    #expect(reading == model.checkpoint.map { .found($0) } ?? .absent)
    #expect(try await store.reader.problems() == [])
  }

  private func randomBatch(
    boot: String, from sequence: inout Int64, using generator: inout SeededGenerator
  ) -> StoreBatch {
    var batch = StoreBatch()
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      sequence += Int64.random(in: 1...3, using: &generator)
      batch.events.append(event(sequence, boot: .init(boot)))
    }
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      sequence += 1
      let bytes = Int.random(in: 0...12_000, using: &generator)
      batch.sampleBlocks.append(block(sequence, boot: .init(boot), bytes: bytes))
    }
    if Bool.random(using: &generator) {
      let size = Int.random(in: 0...20_000, using: &generator)
      batch.checkpoint = checkpoint(sequence, state: generator.bytes(size))
    }
    return batch
  }
}
