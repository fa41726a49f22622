import CareModel
import TestSupport
import Testing

@testable import Store

@Suite("Detail in the outbox is thinned, alarms and days never", .timeLimit(.minutes(1)))
struct OutboxThinningTests {
  private func kind(_ number: Int) -> OutgoingMessage.Kind {
    [.health, .alarm, .session, .day][number % 4]
  }

  @Test func theOldestDetailGoesWhenTheBytesAreTooMany() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let limit = OutboxLimit(days: 3_650, bytes: 100_000)
    let (store, _) = try Store.open(at: directory.database, queueing: limit)
    store.outbox.configure(destinations: ["mqtt"])
    _ = try await store.outbox.tidy()
    var thinned = 0
    for number in 0..<600 {
      let batch = StoreBatch(
        messages: [message(number, kind: number < 400 ? kind(number) : .health, bytes: 400)])
      thinned += try await store.commit(batch).thinnedMessages
    }
    let rows = try await store.outbox.all(for: "mqtt")
    let kept = rows.filter { $0.kind == .alarm || $0.kind == .day }.map(\.fixture)
    #expect(kept == (0..<400).filter { $0 % 2 == 1 })
    let detail = rows.filter { $0.kind != .alarm && $0.kind != .day }.map(\.fixture)
    #expect(detail == Array((600 - detail.count)..<600))
    #expect(thinned == 600 - rows.count)
    let fill = try await store.outbox.fill(for: "mqtt")
    #expect(fill.share < 1 + 1.0 / 32)
    #expect(fill.share > 0.95)
    #expect(fill.thinnedRows == Int64(thinned))
    #expect(fill.rows == Int64(rows.count))
    #expect(try await store.sumsAreRight())
  }

  @Test func theOldestDetailGoesWhenItIsTooOld() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let limit = OutboxLimit(days: 1, bytes: 1 << 40)
    let (store, _) = try Store.open(at: directory.database, queueing: limit)
    for hour in 0..<100 {
      try await store.commit(
        StoreBatch(messages: [
          message(2 * hour, kind: .session, hours: Double(hour)),
          message(2 * hour + 1, kind: .day, hours: Double(hour)),
        ]))
    }
    let rows = try await store.outbox.all(for: "mqtt")
    #expect(rows.filter { $0.kind == .day }.count == 100)
    let oldest = try #require(rows.first { $0.kind == .session })
    #expect(oldest.instant <= .zero + .hours(99 - 24))
    #expect(oldest.instant >= .zero + .hours(99 - 26))
    #expect(try await store.sumsAreRight())
  }

  @Test func whatIsNeverThinnedFillsBeyondTheLimit() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let limit = OutboxLimit(days: 1, bytes: 10_000)
    let (store, _) = try Store.open(at: directory.database, queueing: limit)
    for number in 0..<200 {
      try await store.commit(
        StoreBatch(messages: [message(number, kind: .alarm, hours: Double(number))]))
    }
    #expect(try await store.outbox.fixtures(for: "mqtt") == Array(0..<200))
    #expect(try await store.outbox.fill().share > 2)
  }

  /// Among two destinations with random acknowledgements the sums stay right.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func theSumsHoldWhateverHappens(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let limit = OutboxLimit(days: 2, bytes: 30_000)
    var (store, _) = try Store.open(at: directory.database, queueing: limit)
    var next = 0
    for round in 0..<150 {
      store.outbox.configure(destinations: round < 100 ? ["a", "b"] : ["b", "c"])
      switch Int.random(in: 0..<12, using: &generator) {
      case 0:
        try store.close()
        (store, _) = try Store.open(at: directory.database, queueing: limit)
      case 1: _ = try await store.outbox.tidy()
      case 2..<7:
        let batch = (0..<Int.random(in: 1...9, using: &generator)).map { offset in
          message(
            next + offset, kind: kind(Int.random(in: 0..<4, using: &generator)),
            hours: Double(next) / 10)
        }
        next += batch.count
        try await store.commit(StoreBatch(messages: batch))
      default:
        let name = round < 100 ? ["a", "b"][Int(seed + UInt64(round)) % 2] : "b"
        for row in try await store.outbox.all(for: name) {
          switch Int.random(in: 0..<4, using: &generator) {
          case 0, 1: store.outbox.acknowledge(row.number, by: name)
          case 2 where row.fixture % 7 == 0:
            store.outbox.refuse(row.number, by: name, because: "seed \(seed)")
          default: break
          }
        }
        try await store.outbox.note()
      }
      guard round % 10 == 9 else { continue }
      #expect(try await store.sumsAreRight(), "round \(round)")
    }
    store.outbox.configure(destinations: ["b"])
    while try await store.outbox.tidy() {}
    let waiting = try await store.outbox.all(for: "b")
    #expect(try await store.outbox.fill().rows == Int64(waiting.count))
    try await store.outbox.settle(Set(waiting.map(\.fixture)), for: "b")
    #expect(try await store.outbox.fill().rows == 0)
    #expect(try await store.sumsAreRight())
    #expect(try await store.reader.problems() == [])
  }

  @Test(arguments: [
    OutboxLimit(days: -1, bytes: -1), OutboxLimit(days: 0, bytes: 0),
    OutboxLimit(days: .infinity, bytes: .max), OutboxLimit(days: .nan, bytes: 1),
  ])
  func noLimitTraps(limit: OutboxLimit) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database, queueing: limit)
    for number in 0..<3 {
      try await store.commit(StoreBatch(messages: [message(number, kind: kind(number))]))
    }
    #expect(try await store.outbox.fixtures(for: "mqtt").contains(1))
    _ = try await store.outbox.fill().daysLeft(at: .zero + .hours(48))
  }

  @Test(
    arguments: [
      (0, 0, 24.0, nil), (10, 1_000_000, 0.5, nil), (10, 1_000_000, 24.0, 9.0),
      (10, 5_000_000, 24.0, 1.0), (10, 1_000, 24.0, 29.0), (10, 9_999_999, 24.0 * 40, 0.0),
      (10, 20_000_000, 24.0, 0.0),
    ] as [(Int64, Int64, Double, Double?)])
  func theDaysLeftFollowTheRateOfFilling(
    _ rows: Int64, _ bytes: Int64, _ hours: Double, _ expected: Double?
  ) {
    let fill = OutboxFill(
      rows: rows, bytes: bytes, oldest: rows > 0 ? .zero : nil, heldBytes: bytes,
      limit: OutboxLimit(days: 30, bytes: 10_000_000), thinnedRows: 0, refusedRows: 0)
    let days = fill.daysLeft(at: .zero + .hours(hours))
    #expect((days == nil) == (expected == nil))
    #expect(abs((days ?? 0) - (expected ?? 0)) < 0.001)
  }

  /// Eight weeks without a network, with eight beds that keep everybody busy: every message of
  /// all of it waits, and takes less than half of what it may.
  @Test func eightWeeksOfEightBedsStayWithinTheLimits() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    var number = 0
    for hour in 0..<(56 * 24) {
      var batch: [OutgoingMessage] = []
      func add(_ kind: OutgoingMessage.Kind, _ count: Int, bytes: Int) {
        for _ in 0..<count {
          batch.append(message(number, kind: kind, hours: Double(hour), bytes: bytes))
          number += 1
        }
      }
      // Health each five minutes; for each bed a session each hour, six steps of alarms in two
      // hours, and three revisions of each day.
      add(.health, 12, bytes: 1_200)
      add(.session, 8, bytes: 600)
      add(.alarm, 24, bytes: 600)
      if hour % 8 == 7 { add(.day, 8, bytes: 800) }
      let outcome = try await store.commit(StoreBatch(messages: batch))
      #expect(outcome.thinnedMessages == 0)
    }
    let fill = try await store.outbox.fill()
    #expect(fill.rows == Int64(number))
    #expect(fill.share < 0.5)
    let days = try #require(fill.daysLeft(at: .zero + .hours(56 * 24)))
    #expect(days > 30)
    let size = try directory.bytes("store.db").count
    #expect(Double(size) < 1.5 * Double(fill.bytes))
  }
}
