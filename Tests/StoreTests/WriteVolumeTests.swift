import Foundation
import TestSupport
import Testing

@testable import Store

@Suite("What a commit writes to the card", .timeLimit(.minutes(1)))
struct WriteVolumeTests {
  /// More would fill the log, which begins again at 900 pages.
  private static let commits = 40 as Int64

  /// Bytes that one more commit adds to the log, on average, before it is checkpointed.
  private func logBytes(_ batch: (Int64) -> StoreBatch) async throws -> Int {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    func size() throws -> Int { try directory.bytes("store.db-wal").count }
    try await store.commit(batch(0))
    let before = try size()
    for number in 1...Self.commits { try await store.commit(batch(number)) }
    let after = try size()
    try #require(after < 900 * 1048, "the log has begun again")
    return (after - before) / Int(Self.commits)
  }

  /// 16 KB of state that differ in every byte are sixteen pages of 1024 and the row's own.
  @Test func aCheckpointCostsItsOwnPagesOnly() async throws {
    var generator = SeededGenerator(seed: 1)
    let states = (0...Self.commits).map { _ in
      generator.bytes(16_000 + Int.random(in: 0...300, using: &generator))
    }
    let bytes = try await logBytes { number in
      StoreBatch(checkpoint: checkpoint(number + 1000, state: states[Int(number)]))
    }
    #expect(bytes <= 18 * 1048)
    #expect(bytes >= 16 * 1048)
  }

  @Test func whatDidNotChangeIsNotWritten() async throws {
    let state = [UInt8](repeating: 3, count: 16_000)
    let bytes = try await logBytes { number in
      StoreBatch(checkpoint: checkpoint(number + 1000, state: state))
    }
    #expect(bytes <= 2 * 1048)
  }

  @Test func anEventCostsAboutOnePage() async throws {
    let line = String(repeating: "e", count: 200)
    let bytes = try await logBytes { StoreBatch(events: [event($0, line: line)]) }
    #expect(bytes <= 2 * 1048)
  }

  /// The row, its name in the index and the sums, beside the event's own page.
  @Test func aMessageCostsThreePagesMore() async throws {
    let line = String(repeating: "e", count: 200)
    let bytes = try await logBytes { number in
      StoreBatch(
        events: [event(number, line: line)],
        messages: [message(Int(number), kind: .alarm, bytes: 300)])
    }
    #expect(bytes <= 6 * 1048)
  }
}
