import Foundation
import TestSupport
import Testing

@testable import Store

@Suite("After a power cut", .timeLimit(.minutes(2)))
struct CrashTests {
  /// The image is what is on the disk when the process dies right after a commit.
  @Test func whatWasCommittedIsInEveryImage() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    for number in 0..<300 as Range<Int64> {
      try await store.commit(
        StoreBatch(
          checkpoint: checkpoint(
            number, state: [UInt8](repeating: UInt8(number % 250), count: 9000)),
          events: [event(2 * number), event(2 * number + 1)], sampleBlocks: [block(number)]))
      guard number % 37 == 0 else { continue }
      let image = try TemporaryDirectory()
      defer { image.remove() }
      try directory.crashImage(into: image)
      let (revived, report) = try Store.open(at: image.database)
      #expect(report == .opened)
      #expect(try await revived.reader.allEvents().count == 2 * Int(number) + 2)
      guard case .found(let found) = try await revived.readCheckpoint(knowing: 1...1) else {
        Issue.record("no checkpoint in the image after \(number)")
        return
      }
      #expect(found.lastInput == number)
    }
  }

  /// A log cut anywhere, as when the process dies in the middle of writing a commit, or with a
  /// tail of noise, gives the state after some whole commit and never a part of one.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func aLogCutAnywhereHoldsWholeCommitsOnly(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    for number in 0..<20 as Range<Int64> {
      try await store.commit(
        StoreBatch(
          checkpoint: checkpoint(number, state: generator.bytes(5000)),
          events: [event(2 * number), event(2 * number + 1)], sampleBlocks: [block(number)]))
    }
    let image = try TemporaryDirectory()
    defer { image.remove() }
    try directory.crashImage(into: image)
    var log = try image.bytes("store.db-wal")
    // The schema's own commit is in the log too; the cut is behind it.
    let cut = Int.random(in: log.count / 2..<log.count, using: &generator)
    log.removeSubrange(cut...)
    if seed % 2 == 0 { log += generator.bytes(3000) }
    try image.write(log, to: "store.db-wal")

    let (revived, report) = try Store.open(at: image.database)
    #expect(report == .opened)
    let events = try await revived.reader.allEvents()
    let blocks = try await revived.reader.allBlocks()
    #expect(events == (0..<Int64(events.count)).map { event($0) })
    #expect(events.count == 2 * blocks.count)
    guard case .found(let found) = try await revived.readCheckpoint(knowing: 1...1) else {
      Issue.record("no checkpoint in the image")
      return
    }
    #expect(found.lastInput == Int64(blocks.count) - 1)
    #expect(try await revived.reader.problems() == [])
  }

  @Test func theLogStaysBounded() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    var largest = 0
    for number in 0..<5000 as Range<Int64> {
      try await store.commit(
        StoreBatch(
          checkpoint: checkpoint(
            number, state: [UInt8](repeating: UInt8(number % 250), count: 6000)),
          events: [event(number)]))
      guard number % 50 == 0 else { continue }
      let attributes = try FileManager.default.attributesOfItem(atPath: directory.database + "-wal")
      largest = max(largest, (attributes[.size] as? NSNumber)?.intValue ?? .max)
    }
    // SQLite begins the log again after the commit with which it has 900 pages, and never cuts it:
    // it grows to that, and to no more than the pages of that one commit beyond.
    let page = 1024 + 24
    #expect(largest >= 900 * page)
    #expect(largest <= (900 + 25) * page)
  }
}
