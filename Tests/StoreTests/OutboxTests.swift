import CareModel
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite("The outbox", .timeLimit(.minutes(1)))
struct OutboxTests {
  private func withStore(
    queueing limit: OutboxLimit = .standard,
    _ body: (Store, TemporaryDirectory) async throws -> Void
  ) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database, queueing: limit)
    try await body(store, directory)
    #expect(try await store.sumsAreRight())
    #expect(try await store.reader.problems() == [])
    try store.close()
  }

  @Test func messagesWaitInTheirOrderAndOutliveAReopening() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    try await store.commit(StoreBatch(events: [event(0)], messages: [message(0, kind: .alarm)]))
    try await store.commit(messages(1..<5))
    try store.close()
    let (again, _) = try Store.open(at: directory.database)
    let rows = try await again.outbox.all(for: "mqtt")
    #expect(rows.map(\.fixture) == [0, 1, 2, 3, 4])
    #expect(rows.map(\.number) == rows.map(\.number).sorted())
    #expect(rows[0].kind == .alarm)
    #expect(rows[0].body == message(0).body)
    let fill = try await again.outbox.fill()
    #expect(fill.rows == 5)
    #expect(fill.bytes == (0..<5).reduce(0) { $0 + message($1).storedBytes })
    #expect(fill.oldest == .zero)
    try again.close()
  }

  @Test func aRepeatIsIgnored() async throws {
    try await withStore { store, _ async throws in
      try await store.commit(messages(0..<3))
      let outcome = try await store.commit(messages(1..<4))
      #expect(outcome.repeatedMessages == 2)
      #expect(try await store.outbox.fixtures(for: "mqtt") == [0, 1, 2, 3])
    }
  }

  @Test func whatCannotBeStoredTakesNothingWithIt() async throws {
    try await withStore { store, _ async throws in
      let large = StoreBatch(
        checkpoint: checkpoint(
          1,
          state: [UInt8](
            repeating: 0, count: StoredCheckpoint.stateLimitBytes + 1)), messages: [message(0)])
      await #expect(throws: StoreError.self) { try await store.commit(large) }
      #expect(try await store.outbox.fixtures(for: "mqtt") == [])
      var waiting = WaitingBatches(limits: .standard)
      waiting.append(
        StoreBatch(messages: [message(0, bytes: OutgoingMessage.bodyLimitBytes + 1), message(1)]),
        ticket: 1)
      #expect(waiting.dropped.messages == 1)
      #expect(waiting.takeFirst()?.batch.messages == [message(1)])
    }
  }

  @Test func aRowLeavesWhenEveryDestinationHasIt() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    let outbox = store.outbox
    outbox.configure(destinations: ["mqtt", "file"])
    try await store.commit(messages(0..<6))
    try await outbox.settle([0, 1, 4], for: "mqtt")
    #expect(try await outbox.fixtures(for: "mqtt") == [2, 3, 5])
    #expect(try await outbox.fixtures(for: "file") == [0, 1, 2, 3, 4, 5])
    #expect(try await outbox.fill().rows == 6)
    #expect(try await outbox.fill(for: "mqtt").rows == 3)
    #expect(try await outbox.fill(for: "mqtt").oldest == message(2).instant)
    #expect(try await store.sumsAreRight())
    try await outbox.settle([4, 2], for: "file")
    #expect(try await outbox.fixtures(for: "file") == [0, 1, 3, 5])
    #expect(try await outbox.fill().rows == 5)
    try await outbox.settle([0, 1, 3, 5], for: "file")
    #expect(try await outbox.fill().rows == 3)
    #expect(try await store.sumsAreRight())
    try store.close()

    let (again, _) = try Store.open(at: directory.database)
    again.outbox.configure(destinations: ["mqtt", "file"])
    #expect(try await again.outbox.fixtures(for: "mqtt") == [2, 3, 5])
    #expect(try await again.outbox.fixtures(for: "file") == [])
    try await again.outbox.settle([2, 3, 5], for: "mqtt")
    #expect(try await again.outbox.fill().rows == 0)
    #expect(try await again.sumsAreRight())
    try again.close()
  }

  @Test func aDestinationConfiguredNoMoreHoldsNothingBack() async throws {
    try await withStore { store, _ async throws in
      let outbox = store.outbox
      outbox.configure(destinations: ["mqtt", "file"])
      try await store.commit(messages(0..<5_000))
      try await outbox.settle(Set(0..<3_000).union([4_000, 4_500]), for: "mqtt")
      outbox.configure(destinations: ["mqtt"])
      var rounds = 0
      while try await outbox.tidy() { rounds += 1 }
      #expect(rounds == 2)
      #expect(try await outbox.fill().rows == 1_998)
      #expect(try await store.sumsAreRight())
      try await outbox.settle(Set(3_000..<5_000), for: "mqtt")
      #expect(try await outbox.fill().rows == 0)
    }
  }

  @Test func aNewDestinationGetsWhatStillWaits() async throws {
    try await withStore { store, _ async throws in
      store.outbox.configure(destinations: ["mqtt"])
      try await store.commit(messages(0..<4))
      try await store.outbox.settle([0, 2], for: "mqtt")
      store.outbox.configure(destinations: ["mqtt", "file"])
      #expect(try await store.outbox.tidy() == false)
      #expect(try await store.outbox.fixtures(for: "file") == [1, 3])
      #expect(try await store.outbox.fill(for: "file").rows == 2)
      try await store.outbox.settle([1, 3], for: "mqtt")
      #expect(try await store.outbox.fill().rows == 2)
    }
  }

  @Test func whatIsRefusedIsSetAsideWithItsReason() async throws {
    try await withStore { store, _ async throws in
      let outbox = store.outbox
      try await store.commit(messages(0..<1_200))
      let rows = try await outbox.all(for: "mqtt")
      outbox.refuse(rows[1].number, by: "mqtt", because: "too large")
      #expect(try await outbox.fixtures(for: "mqtt").prefix(2) == [0, 2])
      try await outbox.note()
      #expect(
        try await outbox.refusals(limit: 9) == [
          RefusedMessage(destination: "mqtt", reason: "too large", row: rows[1])
        ])
      #expect(try await outbox.fill(for: "mqtt").refusedRows == 1)
      for row in rows { outbox.refuse(row.number, by: "mqtt", because: "no") }
      try await outbox.note()
      #expect(try await outbox.refusals(limit: 5_000).count == 1_000)
      #expect(try await outbox.fill().refusedRows == 1_200)
      #expect(try await outbox.fill().rows == 0)
    }
  }

  @Test func refusedAlarmsAndDaysAreKeptAndCanBeQueuedAgain() async throws {
    try await withStore { store, _ async throws in
      let outbox = store.outbox
      let alarms = (0..<3).map { message($0, kind: .alarm) } + [message(3, kind: .day)]
      let sessions = (4..<1_204).map { message($0, kind: .session) }
      try await store.commit(StoreBatch(messages: alarms + sessions))
      for row in try await outbox.all(for: "mqtt") {
        outbox.refuse(row.number, by: "mqtt", because: "not allowed")
      }
      try await outbox.note()
      #expect(try await outbox.fill().rows == 0)
      let kept = try await outbox.refusals(limit: 5_000)
      #expect(kept.filter { $0.row.kind == .alarm || $0.row.kind == .day }.count == 4)
      #expect(try await outbox.requeueRefusals() == 4)
      #expect(try await outbox.all(for: "mqtt").map(\.fixture) == [0, 1, 2, 3])
      #expect(try await outbox.requeueRefusals() == 0)
    }
  }

  @Test func acknowledgementsRideAlongAndCostNoCommitOfTheirOwn() async throws {
    try await withStore { store, directory async throws in
      try await store.commit(messages(0..<10))
      let rows = try await store.outbox.all(for: "mqtt")
      for row in rows.prefix(7) { store.outbox.acknowledge(row.number, by: "mqtt") }
      #expect(store.outbox.unnotedCount(of: "mqtt") == 7)
      // Not sent again, although the disk does not know yet.
      #expect(try await store.outbox.fixtures(for: "mqtt") == [7, 8, 9])
      #expect(try await store.outbox.fill().rows == 10)
      try await store.commit(StoreBatch(events: [event(1)]))
      #expect(store.outbox.unnotedCount(of: "mqtt") == 0)
      #expect(try await store.outbox.fill().rows == 3)
      // A commit that fails keeps them.
      store.outbox.acknowledge(rows[7].number, by: "mqtt")
      store.outbox.refuse(rows[8].number, by: "mqtt", because: "no")
      await #expect(throws: StoreError.self) {
        try await store.commit(StoreBatch(events: [event(1 << 40)]))
      }
      #expect(store.outbox.unnotedCount(of: "mqtt") == 2)
      #expect(try await store.outbox.fixtures(for: "mqtt") == [9])
      try await store.outbox.note()
      #expect(try await store.outbox.fill().rows == 1)
    }
  }

  @Test func pagesGoOnBehindEachOther() async throws {
    try await withStore { store, _ async throws in
      try await store.commit(messages(0..<25))
      let all = try await store.outbox.all(for: "mqtt")
      var after: Int64 = 0
      var seen: [Int] = []
      var pages = 0
      while true {
        let page = try await store.outbox.page(
          for: "mqtt", after: after, through: all[21].number, limit: 10)
        seen += page.rows.map(\.fixture)
        after = page.readThrough
        pages += 1
        if page.isLast { break }
      }
      #expect(seen == Array(0..<22))
      #expect(pages == 3)
      #expect(after == all[21].number)
      let none = try await store.outbox.page(for: "mqtt", after: all[24].number, limit: 10)
      #expect(none.rows.isEmpty && none.isLast)
      #expect(none.readThrough == all[24].number)
    }
  }

  @Test func aPageIsBoundedInBytes() async throws {
    try await withStore { store, _ async throws in
      let large = (0..<20).map { message($0, bytes: 60_000) }
      try await store.commit(StoreBatch(messages: large))
      var after: Int64 = 0
      var counts: [Int] = []
      while true {
        let page = try await store.outbox.page(for: "mqtt", after: after, limit: 100)
        counts.append(page.rows.count)
        after = page.readThrough
        if page.isLast { break }
      }
      #expect(counts == [5, 5, 5, 5, 0])
    }
  }

  @Test(arguments: [(0.0, 0), (3.0, 3), (100.0, 10)])
  func whatIsYoungIsLive(_ minutes: Double, _ count: Int) async throws {
    try await withStore { store, _ async throws in
      let batch = (0..<10).map { message($0, hours: Double($0) / 60) }
      try await store.commit(StoreBatch(messages: batch))
      let all = try await store.outbox.all(for: "mqtt")
      let place = try await store.outbox.place(
        of: "mqtt", liveWithin: .minutes(minutes), now: .zero + .minutes(9))
      #expect(all.filter { $0.number > place.liveAfter }.count == count)
      #expect(place.era == all[0].number >> 32)
    }
  }

  @Test func everyCommitWithMessagesRings() async throws {
    try await withStore { store, _ async throws in
      let rings = Mutex(0)
      store.outbox.observe { rings.withLock { $0 += 1 } }
      try await store.commit(messages(0..<3))
      try await store.commit(StoreBatch(events: [event(0)]))
      try await store.commit(messages(3..<4))
      #expect(rings.withLock { $0 } == 2)
    }
  }
}
