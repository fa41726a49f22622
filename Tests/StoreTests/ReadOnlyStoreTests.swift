import CareModel
import Foundation
import Testing

@testable import Store

@Suite("A store read from outside, with its daemon and without")
struct ReadOnlyStoreTests {
  private func filled(_ directory: TemporaryDirectory) async throws -> Store {
    let store = try Store.open(at: directory.database).store
    var batch = StoreBatch(events: (1...30).map { event($0) })
    batch.sampleBlocks = (1...5).map { block($0) }
    try await store.commit(batch)
    try await store.commit(StoreBatch(events: (1...10).map { event($0, boot: "b2") }))
    return store
  }

  private func numbers(
    _ reader: ReadOnlyStore, from: Instant? = nil, limit: Int = 7
  ) async throws -> [String] {
    var found: [String] = []
    for run in try await reader.runs() {
      var cursor = StoreCursor.start
      while true {
        let page = try await reader.events(of: run, from: from, after: cursor, limit: limit)
        guard let last = page.last else { break }
        cursor = last.cursor
        found += page.map { "\($0.row.boot)/\($0.row.sequence)" }
      }
    }
    return found
  }

  private let all = (1...30).map { "b1/\($0)" } + (1...10).map { "b2/\($0)" }

  @Test func everyEventComesOnceRunByRun() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let store = try await filled(directory)
    let reader = try ReadOnlyStore.open(at: directory.database)
    #expect(try await numbers(reader) == all)
    let late = try await numbers(reader, from: Instant(milliseconds: 9_000))
    #expect(late == (9...30).map { "b1/\($0)" } + ["b2/9", "b2/10"])
    let run = try #require(try await reader.runs().first)
    let blocks = try await reader.sampleBlocks(
      of: run, from: Instant(milliseconds: 240_000), after: .start, limit: 100)
    #expect(blocks.map(\.row) == (3...5).map { block($0) })
    // What the same process commits meanwhile is seen, and nothing keeps it from committing.
    try await store.commit(StoreBatch(events: [event(11, boot: "b2")]))
    #expect(try await numbers(reader) == all + ["b2/11"])
    try reader.confirmUnchanged()
    try reader.close()
    try store.close()
  }

  /// Another program cannot open the file beside the daemon: it reads what the file itself holds.
  @Test func theFileAloneHoldsAllOnceTheLogIsEmpty() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let store = try await filled(directory)
    #expect(!directory.exists("store.db-shm"), "the log's index is in the memory")
    #expect(try await store.emptyLog())
    let copy = try TemporaryDirectory()
    defer { copy.remove() }
    try copy.write(try directory.bytes("store.db"), to: "store.db")
    let alone = try ReadOnlyStore.open(written: copy.database)
    #expect(try await numbers(alone) == all)
    let reader = try ReadOnlyStore.open(written: directory.database)
    try await store.commit(StoreBatch(events: [event(11, boot: "b2")]))
    // What was committed is in the log.
    try reader.confirmUnchanged()
    #expect(try await numbers(reader) == all)
    // Longer than a tick of the file system's clock.
    try await Task.sleep(for: .milliseconds(20))
    #expect(try await store.emptyLog())
    #expect(throws: StoreError.changed(path: directory.database)) {
      try reader.confirmUnchanged()
    }
    try reader.close()
    try store.close()
  }

  @Test func aRunIsDatedByItsLastDatedEvent() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let store = try Store.open(at: directory.database).store
    var undated = event(2)
    undated.wall = nil
    undated.quality = .unset
    try await store.commit(StoreBatch(events: [event(1), undated]))
    try await store.commit(
      StoreBatch(
        events: [undated].map { event in
          var other = event
          other.boot = "b2"
          return other
        }))
    try store.close()
    let runs = try await ReadOnlyStore.open(at: directory.database).runs()
    #expect(runs.map(\.boot) == ["b1", "b2"])
    #expect(runs.first?.clock?.instant == Instant(milliseconds: 1000))
    #expect(runs.first?.clock?.quality == .synchronised)
    #expect(runs.last?.clock == nil)
  }

  @Test func nothingIsChangedByReading() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try (try await filled(directory)).close()
    let before = try directory.bytes("store.db")
    let reader = try ReadOnlyStore.open(at: directory.database)
    #expect(try await numbers(reader) == all)
    try reader.close()
    #expect(try directory.bytes("store.db") == before)
  }

  @Test func aStoreThatIsNotThereIsNotMade() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    #expect(throws: StoreError.notReadable(path: directory.database)) {
      try ReadOnlyStore.open(at: directory.database)
    }
    #expect(!directory.exists("store.db"))
  }

  @Test func anotherProgramsDatabaseIsRefused() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try directory.write(Array("no database at all, but long enough".utf8), to: "store.db")
    #expect(throws: StoreError.self) { try ReadOnlyStore.open(at: directory.database) }
  }
}
