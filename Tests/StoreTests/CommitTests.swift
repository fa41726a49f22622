import CareModel
import Testing

@testable import Store

@Suite("What was committed is there", .timeLimit(.minutes(1)))
struct CommitTests {
  @Test func everythingComesBackAfterReopening() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let batch = StoreBatch(
      checkpoint: checkpoint(42, state: [UInt8](0...255)),
      events: [event(0), event(1, kind: "alarm", infant: nil, line: "ü\"\n")],
      sampleBlocks: [block(0), block(1, bytes: 9000)])
    let (store, report) = try Store.open(at: directory.database)
    #expect(report == .created)
    #expect(try await store.readCheckpoint(knowing: 1...1) == .absent)
    #expect(try await store.reader.latestInstant() == nil)
    try await store.commit(batch)
    try store.close()

    let (again, second) = try Store.open(at: directory.database)
    #expect(second == .opened)
    #expect(
      try await again.readCheckpoint(knowing: 1...1)
        == .found(checkpoint(42, state: [UInt8](0...255))))
    #expect(try await again.reader.allEvents() == batch.events)
    #expect(try await again.reader.allBlocks() == batch.sampleBlocks)
    #expect(try await again.reader.latestInstant() == batch.sampleBlocks[1].to)
    #expect(try await again.reader.problems() == [])
  }

  @Test func repeatedCommitDoublesNothing() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    let batch = StoreBatch(events: [event(0), event(1)], sampleBlocks: [block(0)])
    #expect(try await store.commit(batch).repeatedEvents == 0)
    let outcome = try await store.commit(batch)
    #expect(outcome.repeatedEvents == 2)
    #expect(outcome.conflictingEvents == 0)
    let other = StoreBatch(events: [event(1, line: "other"), event(1, boot: "b2")])
    #expect(try await store.commit(other).conflictingEvents == 1)
    #expect(try await store.reader.allEvents() == [event(0), event(1), event(1, boot: "b2")])
    #expect(try await store.reader.allBlocks().count == 1)
  }

  @Test func aBatchIsWholeOrNotThere() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    try await store.commit(StoreBatch(checkpoint: checkpoint(1), events: [event(0)]))
    let size = StoredCheckpoint.stateLimitBytes + 1
    let large = checkpoint(2, state: [UInt8](repeating: 0, count: size))
    await #expect(throws: StoreError.checkpointTooLarge(bytes: size)) {
      try await store.commit(StoreBatch(checkpoint: large, events: [event(1)]))
    }
    await #expect(throws: StoreError.sequenceOutOfRange(1 << 40)) {
      try await store.commit(StoreBatch(events: [event(2), event(1 << 40)]))
    }
    #expect(try await store.reader.allEvents() == [event(0)])
    #expect(try await store.readCheckpoint(knowing: 1...1) == .found(checkpoint(1)))
  }

  @Test func readingGoesOnBehindACursor() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    for boot in ["b9", "b1", "b5"] as [BootIdentifier] {
      try await store.commit(StoreBatch(events: (0..<5).map { event($0, boot: boot) }))
    }
    var cursor = StoreCursor.start
    var read: [StoredEvent] = []
    while case let page = try await store.reader.events(since: cursor, limit: 4),
      let last = page.last
    {
      read += page.map(\.row)
      cursor = last.cursor
    }
    #expect(read.map(\.boot.name) == ["b9", "b1", "b5"].flatMap { Array(repeating: $0, count: 5) })
    #expect(read.map(\.sequence) == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4])
    #expect(try await store.reader.events(since: cursor, limit: 4).isEmpty)
  }

  @Test func daysOfOneInfantNewestFirst() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    let events = (0..<12).map { sequence in
      event(
        sequence, kind: sequence % 3 == 0 ? "day" : "contact",
        infant: sequence % 2 == 0 ? "K-001" : "K-002")
    }
    try await store.commit(StoreBatch(events: events))
    #expect(try await store.reader.days(of: "K-001", limit: 9).map(\.row.sequence) == [6, 0])
    #expect(try await store.reader.days(of: "K-002", limit: 1).map(\.row.sequence) == [9])
  }

  @Test func aReaderBesideTheDaemonSeesCommitsAndCannotWrite() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    #expect(throws: StoreError.notReadable(path: directory.database)) {
      try StoreReader.open(at: directory.database)
    }
    let (store, _) = try Store.open(at: directory.database)
    let reader = try StoreReader.open(at: directory.database)
    try await store.commit(StoreBatch(checkpoint: checkpoint(3), events: [event(0)]))
    #expect(try await reader.allEvents() == [event(0)])
    #expect(try await reader.checkpoint(knowing: 1...1) == .found(checkpoint(3)))
    try store.close()
    #expect(try await reader.allEvents() == [event(0)])
    try reader.close()
    let (again, report) = try Store.open(at: directory.database)
    #expect(report == .opened)
    try again.close()
    let late = try StoreReader.open(at: directory.database)
    #expect(try await late.allEvents() == [event(0)])
  }

  @Test func closedStoreSaysSo() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    try store.close()
    try store.close()
    await #expect(throws: StoreError.closed(path: directory.database)) {
      try await store.commit(StoreBatch(events: [event(0)]))
    }
  }
}
