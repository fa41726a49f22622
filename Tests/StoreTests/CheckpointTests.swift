import GRDB
import Testing

@testable import Store

@Suite("A checkpoint that cannot be used is kept", .timeLimit(.minutes(1)))
struct CheckpointTests {
  @Test func unknownVersionIsKeptAndReadAsSuchOnce() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    try await store.commit(StoreBatch(checkpoint: checkpoint(5, version: 9, state: [4, 5])))
    #expect(try await store.readCheckpoint(knowing: 1...3) == .unknownVersion(9))
    #expect(try await store.readCheckpoint(knowing: 1...3) == .absent)
    let kept = try await store.reader.keptCheckpoints()
    #expect(kept.map(\.reason) == ["unknown version 9"])
    #expect(kept.map(\.state) == [[4, 5]])
    #expect(try await store.reader.latestInstant() == checkpoint(5).instant)
  }

  @Test(arguments: [
    ("UPDATE checkpoint SET state_hash = state_hash + 1", "the state has changed bits"),
    ("UPDATE checkpoint SET state = x'00'", "the state is cut short"),
    ("UPDATE checkpoint SET state_bytes = -5", "the state is cut short"),
  ])
  func damagedStateIsKept(sql: String, reason: String) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    try await store.commit(StoreBatch(checkpoint: checkpoint(5)))
    try store.close()
    try await DatabaseQueue(path: directory.database).write { try $0.execute(sql: sql) }
    let (again, _) = try Store.open(at: directory.database)
    #expect(try await again.readCheckpoint(knowing: 1...1) == .unreadable(reason: reason))
    #expect(try await again.reader.keptCheckpoints().map(\.reason) == [reason])
    try await again.commit(StoreBatch(checkpoint: checkpoint(6)))
    #expect(try await again.readCheckpoint(knowing: 1...1) == .found(checkpoint(6)))
  }

  @Test func anotherVersionIsNeverOverwrittenSilently() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    for version in 1...20 {
      try await store.commit(StoreBatch(checkpoint: checkpoint(1, version: version)))
      try await store.commit(StoreBatch(checkpoint: checkpoint(2, version: version)))
    }
    #expect(try await store.reader.keptCheckpoints().map(\.version) == Array(4...19))
  }

  @Test func theOneRowIsReplacedWhateverItsSize() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    for size in [0, 1, 4095, 4096, 4097, 16_384, 100, StoredCheckpoint.stateLimitBytes] {
      let state = [UInt8](repeating: UInt8(size % 251), count: size)
      try await store.commit(StoreBatch(checkpoint: checkpoint(Int64(size), state: state)))
      let reading = try await store.readCheckpoint(knowing: 1...1)
      #expect(reading == .found(checkpoint(Int64(size), state: state)))
    }
  }
}
