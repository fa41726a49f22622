import CareModel
import Testing

@testable import Store

@Suite("Sample blocks are thinned, events never", .timeLimit(.minutes(1)))
struct ThinningTests {
  @Test func theOldestGoWhenTheBytesAreTooMany() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let limit = SampleLimit(days: 3650, payloadBytes: 100_000)
    let (store, _) = try Store.open(at: directory.database, keeping: limit)
    var thinned = 0
    for number in 0..<400 as Range<Int64> {
      let batch = StoreBatch(events: [event(number)], sampleBlocks: [block(number, bytes: 1000)])
      thinned += try await store.commit(batch).thinnedSampleBlocks
      let bytes = try await store.reader.allBlocks().reduce(0) { $0 + $1.payload.count }
      #expect(bytes <= 100_000 + 100_000 / 64 + 1000)
      #expect(number < 100 || bytes >= 100_000 - 1000)
    }
    let kept = try await store.reader.allBlocks().map(\.sequence)
    #expect(kept.last == 399)
    #expect(kept == Array((400 - Int64(kept.count))...399))
    #expect(thinned == 400 - kept.count)
    #expect(try await store.reader.allEvents().count == 400)
  }

  @Test func theOldestGoWhenTheyAreTooOld() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let limit = SampleLimit(days: 1, payloadBytes: 1 << 40)
    let (store, _) = try Store.open(at: directory.database, keeping: limit)
    let blocks = (0..<4000).map { block($0, bytes: 10) }
    for start in stride(from: 0, to: 4000, by: 50) {
      try await store.commit(StoreBatch(sampleBlocks: Array(blocks[start..<start + 50])))
    }
    let kept = try await store.reader.allBlocks()
    let oldest = try #require(kept.first)
    let newest = try #require(kept.last)
    #expect(newest.sequence == 3999)
    #expect(newest.to - oldest.to <= .hours(24 + 24.0 / 64))
    #expect(newest.to - oldest.from >= .hours(24))
  }

  @Test func aLoweredLimitIsReachedInSteps() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    try await store.commit(StoreBatch(sampleBlocks: (0..<5000).map { block($0, bytes: 10) }))
    try store.close()
    let limit = SampleLimit(days: 30, payloadBytes: 100)
    let (again, _) = try Store.open(at: directory.database, keeping: limit)
    var left: [Int] = []
    for number in 5000..<5004 as Range<Int64> {
      try await again.commit(StoreBatch(sampleBlocks: [block(number, bytes: 10)]))
      left.append(try await again.reader.allBlocks().count)
    }
    #expect(left.prefix(2) == [3001, 1002])
    #expect(left[3] <= 12)
  }

  @Test(arguments: [
    SampleLimit(days: -1, payloadBytes: -1), SampleLimit(days: 0, payloadBytes: 0),
    SampleLimit(days: .infinity, payloadBytes: .max), SampleLimit(days: 1e300, payloadBytes: 1),
  ])
  func noLimitTraps(limit: SampleLimit) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database, keeping: limit)
    for number in 0..<3 as Range<Int64> {
      try await store.commit(StoreBatch(sampleBlocks: [block(number)]))
    }
    #expect(try await store.reader.allBlocks().last?.sequence == 2)
  }
}
