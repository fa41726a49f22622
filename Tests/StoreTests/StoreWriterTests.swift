import CareModel
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Store

@Suite("The writer in front of the store", .timeLimit(.minutes(1)))
struct StoreWriterTests {
  /// Sleeps that the test sees and lets end.
  private final class Sleeps: Sendable {
    private let lengths = Mutex<[TimeLength]>([])

    var all: [TimeLength] { lengths.withLock { $0 } }

    func sleep(_ length: TimeLength) async throws {
      lengths.withLock { $0.append(length) }
      try await Task.sleep(for: .milliseconds(1))
    }

    /// Ends with its task alone.
    func sleepForEver(_ length: TimeLength) async throws {
      lengths.withLock { $0.append(length) }
      try await Task.sleep(for: .seconds(3600))
    }
  }

  /// Runs a writer over a fresh store while `body` uses it.
  private func withWriter(
    limits: WaitingLimits = .standard, sleepsForEver: Bool = false,
    _ body: (Store, StoreWriter, Sleeps, TemporaryDirectory) async throws -> Void
  ) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    let sleeps = Sleeps()
    let writer = StoreWriter(store: store, limits: limits) { length in
      if sleepsForEver {
        try await sleeps.sleepForEver(length)
      } else {
        try await sleeps.sleep(length)
      }
    }
    let running = Task { await writer.run() }
    try await body(store, writer, sleeps, directory)
    running.cancel()
    await running.value
    try store.close()
  }

  private func healths(of writer: StoreWriter) -> Task<[StoreHealth], Never> {
    Task {
      var healths: [StoreHealth] = []
      for await health in writer.healthChanges { healths.append(health) }
      return healths
    }
  }

  @Test func whatWasSubmittedIsThereAfterADrain() async throws {
    try await withWriter { store, writer, _, _ async throws in
      for number in 0..<500 as Range<Int64> {
        writer.submit(StoreBatch(checkpoint: checkpoint(number), events: [event(number)]))
      }
      await writer.drain()
      #expect(try await store.reader.allEvents().map(\.sequence) == Array(0..<500))
      #expect(try await store.readCheckpoint(knowing: 1...1) == .found(checkpoint(499)))
      #expect(writer.health == .working)
    }
  }

  @Test func itSaysHowFarItIs() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    let writer = StoreWriter(store: store) { _ in }
    #expect(writer.progress == StoreProgress(isSettled: true, steps: 0))
    writer.submit(StoreBatch(events: [event(0)]))
    #expect(writer.progress == StoreProgress(isSettled: false, steps: 0), "nobody commits it")
    let running = Task { await writer.run() }
    await writer.drain()
    #expect(writer.progress.isSettled)
    running.cancel()
    await running.value
    #expect(writer.progress == StoreProgress(isSettled: true, steps: 2))
    try store.close()
  }

  @Test func theEndOfTheTaskCommitsWhatWaits() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    let writer = StoreWriter(store: store) { _ in }
    writer.submit(StoreBatch(events: [event(0)]))
    let running = Task { await writer.run() }
    running.cancel()
    await running.value
    #expect(try await store.reader.allEvents() == [event(0)])
    await writer.drain()
  }

  @Test func aFullDiskIsReportedWaitedForAndSurvived() async throws {
    let reports = Mutex<Task<[StoreHealth], Never>?>(nil)
    try await withWriter { store, writer, sleeps, directory async throws in
      reports.withLock { $0 = healths(of: writer) }
      try await store.limitPages(to: 20)
      let large = [UInt8](repeating: 9, count: 200_000)
      writer.submit(StoreBatch(checkpoint: checkpoint(1, state: large), events: [event(0)]))
      await writer.drain()
      guard case .failing(.diskFull(directory.database), _) = writer.health.state else {
        Issue.record("\(writer.health)")
        return
      }
      writer.submit(StoreBatch(events: [event(1)]))
      while sleeps.all.count < 9 { try await Task.sleep(for: .milliseconds(1)) }
      #expect(try await store.reader.allEvents() == [])
      try await store.limitPages(to: 1_000_000)
      while writer.health.state != .working { try await Task.sleep(for: .milliseconds(1)) }
      await writer.drain()
      #expect(try await store.reader.allEvents() == [event(0), event(1)])
      #expect(writer.health.dropped.isEmpty)
      let seconds = sleeps.all.prefix(9).map(\.seconds)
      #expect(seconds == [1, 2, 4, 8, 16, 32, 60, 60, 60])
    }
    let seen = await reports.withLock { $0 }?.value ?? []
    #expect(seen.count == 2)
    #expect(seen.last == .working)
  }

  @Test func aDrainCutsThePauseShortAndNeverHangs() async throws {
    try await withWriter(sleepsForEver: true) { store, writer, sleeps, _ async throws in
      try await store.limitPages(to: 20)
      let large = [UInt8](repeating: 9, count: 200_000)
      writer.submit(StoreBatch(checkpoint: checkpoint(1, state: large)))
      await writer.drain()
      #expect(writer.health.state != .working)
      writer.submit(StoreBatch(events: [event(0)]))
      await writer.drain()
      try await store.limitPages(to: 1_000_000)
      writer.submit(StoreBatch(events: [event(1)]))
      await writer.drain()
      #expect(writer.health.state == .working)
      #expect(try await store.reader.allEvents() == [event(0), event(1)])
    }
  }

  @Test func onAFullDiskTheOldestSamplesAreDroppedAndCounted() async throws {
    let limits = WaitingLimits(
      samplesBytes: 20_000, eventsBytes: 1_000_000, transactionBytes: 50_000)
    try await withWriter(limits: limits) { store, writer, sleeps, _ async throws in
      try await store.limitPages(to: 20)
      let large = [UInt8](repeating: 9, count: 200_000)
      writer.submit(StoreBatch(checkpoint: checkpoint(1, state: large)))
      await writer.drain()
      for number in 0..<100 as Range<Int64> {
        let batch = StoreBatch(
          checkpoint: checkpoint(number, state: large), events: [event(number)],
          sampleBlocks: [block(number, bytes: 904)])
        writer.submit(batch)
      }
      await writer.drain()
      #expect(writer.health.dropped.sampleBlocks == 80)
      #expect(writer.health.dropped.events == 0)
      try await store.limitPages(to: 1_000_000)
      while writer.health.state != .working { try await Task.sleep(for: .milliseconds(1)) }
      await writer.drain()
      #expect(try await store.reader.allBlocks().map(\.sequence) == Array(80..<100))
      #expect(try await store.reader.allEvents().count == 100)
    }
  }

  @Test func aDatabaseFoundDamagedAtACommitIsReplaced() async throws {
    try await withWriter { store, writer, _, directory async throws in
      for number in 0..<50 as Range<Int64> {
        writer.submit(
          StoreBatch(events: [event(number, line: String(repeating: "x", count: 3000))]))
        await writer.drain()
      }
      // The table's root is lost behind the writer's back; a new schema makes it look again.
      let damage = try DatabaseQueue(path: directory.database)
      try await damage.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        try database.execute(sql: "PRAGMA writable_schema = ON")
        try database.execute(sql: "UPDATE sqlite_master SET rootpage = 9999 WHERE name = 'event'")
        try database.execute(sql: "PRAGMA schema_version = 999")
      }
      try damage.close()
      writer.submit(StoreBatch(checkpoint: checkpoint(7), events: [event(99)]))
      await writer.drain()
      while writer.health.state != .working { try await Task.sleep(for: .milliseconds(1)) }
      await writer.drain()
      #expect(writer.health.setAside.map(\.path) == [directory.database + ".set-aside-1"])
      #expect(try await store.reader.allEvents() == [event(99)])
      #expect(try await store.readCheckpoint(knowing: 1...1) == .found(checkpoint(7)))
      #expect(directory.exists("store.db.set-aside-1"))
    }
  }

  @Test func anExchangeCutShortIsTakenUpAgain() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let path = directory.database
    let connection = Connection(path: path, queue: try DatabaseQueue(path: path), lock: nil)
    #expect(throws: StoreError.diskFull(path: path)) {
      try connection.exchange { () throws(StoreError) in throw .diskFull(path: path) }
    }
    await #expect(throws: StoreError.closed(path: path)) { try await connection.write { _ in } }
    let second = try DatabaseQueue(path: path)
    try connection.exchange { () throws(StoreError) in second }
    try await connection.write { try $0.execute(sql: "CREATE TABLE t (c)") }
  }
}
