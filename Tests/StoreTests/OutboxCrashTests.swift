import CareModel
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("The outbox when things go wrong", .timeLimit(.minutes(2)))
struct OutboxCrashTests {
  /// Whenever the process dies, each event's message is there or was acknowledged before.
  @Test(arguments: 0..<6 as Range<UInt64>)
  func noPowerCutLosesAMessage(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    var acknowledged: Set<Int> = []
    for number in 0..<120 {
      try await store.commit(
        StoreBatch(events: [event(Int64(number))], messages: [message(number, kind: .alarm)]))
      if Int.random(in: 0..<3, using: &generator) == 0 {
        let rows = try await store.outbox.all(for: "mqtt")
        for row in rows where Bool.random(using: &generator) {
          store.outbox.acknowledge(row.number, by: "mqtt")
          acknowledged.insert(row.fixture)
        }
        if Bool.random(using: &generator) { try await store.outbox.note() }
      }
      guard Int.random(in: 0..<10, using: &generator) == 0 else { continue }
      let image = try TemporaryDirectory()
      defer { image.remove() }
      try directory.crashImage(into: image)
      let (revived, report) = try Store.open(at: image.database)
      #expect(report == .opened)
      let waiting = Set(try await revived.outbox.fixtures(for: "mqtt"))
      #expect(waiting.union(acknowledged) == Set(0...number))
      #expect(try await revived.reader.allEvents().count == number + 1)
      #expect(try await revived.sumsAreRight())
      try revived.close()
    }
  }

  @Test func aFullDiskKeepsMessagesWaitingInTheirOrder() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    let writer = StoreWriter(store: store) { _ in try await Task.sleep(for: .milliseconds(1)) }
    let running = Task { await writer.run() }
    writer.submit(messages(0..<10))
    await writer.drain()
    try await store.limitPages(to: 30)
    let large = [UInt8](repeating: 9, count: 200_000)
    writer.submit(StoreBatch(checkpoint: checkpoint(1, state: large), messages: [message(10)]))
    await writer.drain()
    #expect(writer.health.state != .working)
    for number in 11..<200 {
      writer.submit(StoreBatch(events: [event(Int64(number))], messages: [message(number)]))
    }
    for row in try await store.outbox.all(for: "mqtt").prefix(4) {
      store.outbox.acknowledge(row.number, by: "mqtt")
    }
    await writer.drain()
    #expect(try await store.outbox.fixtures(for: "mqtt") == Array(4..<10))
    try await store.limitPages(to: 1_000_000)
    while writer.health.state != .working { try await Task.sleep(for: .milliseconds(1)) }
    await writer.drain()
    #expect(try await store.outbox.fixtures(for: "mqtt") == Array(4..<200))
    #expect(writer.health.dropped.isEmpty)
    #expect(try await store.sumsAreRight())
    running.cancel()
    await running.value
  }

  @Test func inADatabaseBegunAnewOldNumbersMeanNothing() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let (store, _) = try Store.open(at: directory.database)
    store.outbox.configure(destinations: ["a", "b"])
    try await store.commit(messages(0..<5))
    let old = try await store.outbox.all(for: "a")
    for row in old { store.outbox.acknowledge(row.number, by: "a") }
    _ = try store.beginAnew(because: "a test")
    try await store.commit(messages(5..<10))
    try await store.outbox.note()
    #expect(try await store.outbox.fixtures(for: "a") == [5, 6, 7, 8, 9])
    // Cursors are begun again for all, so that one does not take the other's rows away.
    try await store.outbox.settle([5, 6], for: "a")
    #expect(try await store.outbox.fixtures(for: "b") == [5, 6, 7, 8, 9])
    #expect(try await store.sumsAreRight())
  }

  @Test func messagesAreDroppedAfterSamplesAndAlarmsLast() {
    var waiting = WaitingBatches(
      limits: WaitingLimits(samplesBytes: 2_000, eventsBytes: 20_000, transactionBytes: 3_000))
    for number in 0..<120 {
      waiting.append(
        StoreBatch(
          events: [event(Int64(number))], sampleBlocks: [block(Int64(number), bytes: 404)],
          messages: [message(2 * number, kind: .alarm), message(2 * number + 1, kind: .session)]),
        ticket: number + 1)
      if number == 20 {
        #expect(waiting.dropped.messages == 0)
        #expect(waiting.dropped.sampleBlocks == 17)
      }
    }
    let left = waiting.parts.flatMap(\.batch.messages)
    #expect(left.filter { !$0.isKept }.isEmpty)
    #expect(waiting.dropped.events > 0)
    #expect(left.count + waiting.dropped.messages == 240)
    let bytes =
      left.reduce(0) { $0 + $1.weight }
      + waiting.parts.flatMap(\.batch.events).reduce(0) { $0 + $1.weight }
    #expect(bytes <= 20_000)
    #expect(left.map(\.identifier) == left.map(\.identifier).suffix(left.count))
    #expect(left.last?.identifier == message(238).identifier)
  }
}
