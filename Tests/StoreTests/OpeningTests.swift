import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Opening, whatever is there", .timeLimit(.minutes(1)))
struct OpeningTests {
  /// A sound database with some rows, closed: its file is whole without a log.
  private func soundDatabase(in directory: TemporaryDirectory) async throws -> [UInt8] {
    let (store, _) = try Store.open(at: directory.database)
    for number in 0..<40 as Range<Int64> {
      try await store.commit(
        StoreBatch(
          checkpoint: checkpoint(number), events: [event(number)],
          sampleBlocks: [block(number, bytes: 3000)]))
    }
    try store.close()
    return try directory.bytes("store.db")
  }

  enum Damage: String, CaseIterable, Sendable {
    case text, empty, allZero, zeroTail, cutInHalf, cutInHeader, zeroHeader, noise

    func applied(to sound: [UInt8]) -> [UInt8] {
      var generator = SeededGenerator(seed: 5)
      switch self {
      case .text: return Array("this is no database\n".utf8)
      case .empty: return []
      case .allZero: return [UInt8](repeating: 0, count: sound.count)
      case .zeroTail: return sound.prefix(4096) + [UInt8](repeating: 0, count: sound.count - 4096)
      case .cutInHalf: return Array(sound.prefix(sound.count / 2))
      case .cutInHeader: return Array(sound.prefix(60))
      case .zeroHeader: return [UInt8](repeating: 0, count: 100) + sound.dropFirst(100)
      case .noise: return generator.bytes(sound.count)
      }
    }
  }

  @Test(arguments: Damage.allCases)
  func damagedFileIsSetAsideAndKept(damage: Damage) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let damaged = damage.applied(to: try await soundDatabase(in: directory))
    for attempt in 1...2 {
      try directory.write(damaged, to: "store.db")
      let (store, report) = try Store.open(at: directory.database)
      guard case .setAside(let setAside) = report else {
        Issue.record("\(damage): \(report)")
        return
      }
      #expect(setAside.path == directory.database + ".set-aside-\(attempt)")
      #expect(try directory.bytes("store.db.set-aside-\(attempt)") == damaged)
      try await store.commit(StoreBatch(checkpoint: checkpoint(1), events: [event(0)]))
      #expect(try await store.reader.allEvents() == [event(0)])
      try store.close()
    }
  }

  @Test func aLogWithoutItsDatabaseIsKept() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let image = try TemporaryDirectory()
    defer { image.remove() }
    let (store, _) = try Store.open(at: directory.database)
    try await store.commit(StoreBatch(events: [event(0)]))
    try directory.crashImage(into: image)
    try FileManager.default.removeItem(atPath: image.database)
    let log = try image.bytes("store.db-wal")
    let (_, report) = try Store.open(at: image.database)
    guard case .setAside = report else {
      Issue.record("\(report)")
      return
    }
    #expect(try image.bytes("store.db.set-aside-1-wal") == log)
  }

  @Test func aStartCutShortAfterSettingAsideStillTells() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try directory.write([1, 2, 3], to: "store.db.set-aside-1")
    try directory.write([1, 2, 3], to: "store.db.set-aside-2")
    let (_, report) = try Store.open(at: directory.database)
    guard case .setAside(let setAside) = report else {
      Issue.record("\(report)")
      return
    }
    #expect(setAside.path == directory.database + ".set-aside-2")
  }

  @Test func aSecondGatewayIsRefused() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    #expect(throws: StoreError.inUse(path: directory.database)) {
      try Store.open(at: directory.database)
    }
    try store.close()
    _ = try Store.open(at: directory.database)
  }

  @Test func whatIsNoFileIsLeftAlone() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try FileManager.default.createDirectory(
      atPath: directory.database, withIntermediateDirectories: false)
    #expect(throws: StoreError.notAFile(path: directory.database)) {
      try Store.open(at: directory.database)
    }
    let missing = directory.path + "/nowhere/store.db"
    #expect(throws: StoreError.directoryMissing(path: missing)) { try Store.open(at: missing) }
  }

  /// Nobody, root included, makes files in /sys.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/sys/kernel")))
  func aDirectoryWithoutWriteAccessIsNamed() throws {
    let path = "/sys/kernel/store.db"
    #expect(throws: StoreError.notWritable(path: path)) { try Store.open(at: path) }
  }

  @Test func anotherProgramsDatabaseIsLeftAlone() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let queue = try DatabaseQueue(path: directory.database)
    try await queue.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
    try queue.close()
    let before = try directory.bytes("store.db")
    #expect(throws: StoreError.foreignDatabase(path: directory.database)) {
      try Store.open(at: directory.database)
    }
    #expect(throws: StoreError.foreignDatabase(path: directory.database)) {
      try StoreReader.open(at: directory.database)
    }
    #expect(try directory.bytes("store.db") == before)
  }

  /// Whatever bytes are hit: a store that works or a typed error, and never a crash.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func anyBytesHit(seed: UInt64) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    var bytes = try await soundDatabase(in: directory)
    var generator = SeededGenerator(seed: seed)
    let isHeader = seed % 3 == 0
    for _ in 0..<Int.random(in: 1...20, using: &generator) {
      let place = Int.random(in: 0..<(isHeader ? 400 : bytes.count), using: &generator)
      bytes[place] = UInt8.random(in: 0...255, using: &generator)
    }
    try directory.write(bytes, to: "store.db")
    do throws(StoreError) {
      let (store, _) = try Store.open(at: directory.database)
      _ = try await store.readCheckpoint(knowing: 1...1)
      _ = try await store.reader.events(limit: 100)
      _ = try await store.reader.sampleBlocks(limit: 100)
      try await store.commit(
        StoreBatch(
          checkpoint: checkpoint(1), events: [event(900)],
          sampleBlocks: [block(900, bytes: 5000)]))
    } catch {
      if case .unexpected = error { Issue.record("seed \(seed): \(error)") }
    }
  }
}
