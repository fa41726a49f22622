import CareModel
import Foundation
import Store
import Synchronization
import TestSupport
import Testing

@testable import Uplink

@Suite("An outbox served to destinations", .timeLimit(.minutes(2)))
struct UplinkServiceTests {
  static let unlimited = DeliverySettings(
    backlogPerSecond: nil, acknowledgementWithin: .seconds(30), connectionWithin: .seconds(60),
    firstPause: .seconds(1), longestPause: .seconds(60), liveWithin: .minutes(10))

  /// A service that runs, and how to end it.
  private struct Running {
    var service: UplinkService
    var task: Task<Void, Never>

    func stop() async {
      task.cancel()
      await task.value
    }
  }

  private func serve(
    _ destination: FakeDestination, _ store: Store, clock: QuickClock,
    settings: DeliverySettings = unlimited, seed: UInt64 = 1,
    onChange: @escaping @Sendable (DeliveryLink) -> Void = { _ in }
  ) -> Running {
    let generator = Mutex(SeededGenerator(seed: seed))
    let service = UplinkService(
      destination: destination, outbox: store.outbox, settings: settings, clock: clock.uplink,
      jitter: { generator.withLock { Double.random(in: 0..<1, using: &$0) } }, onChange: onChange)
    return Running(service: service, task: Task { await service.run() })
  }

  private func wait(
    upTo seconds: Double = 60, until isMet: () async throws -> Bool
  ) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      if try await isMet() { return true }
      try await Task.sleep(for: .milliseconds(2))
    }
    return try await isMet()
  }

  private func numbers(_ bodies: [[UInt8]]) throws -> [Int] {
    struct Body: Decodable { var id: Int }
    return try bodies.map { try JSONDecoder().decode(Body.self, from: Data($0)).id }
  }

  /// Whatever a destination does, each message is there at the end, and none is sent again that
  /// it has acknowledged, but for what was under way at a disconnection or on its way to the disk.
  @Test(arguments: 0..<6 as Range<UInt64>)
  func nothingIsLostWhateverADestinationDoes(seed: UInt64) async throws {
    let temporary = try TemporaryStore()
    defer { temporary.remove() }
    let store = try temporary.open()
    store.outbox.configure(destinations: ["fake"])
    let clock = QuickClock()
    var next = 0
    func commit(_ count: Int) async throws {
      let now = clock.now
      try await store.commit(
        StoreBatch(messages: (next..<next + count).map { message($0, at: now) }))
      next += count
    }
    try await commit(400)
    let fake = FakeDestination(faults: .all, seed: seed)
    let running = serve(fake, store, clock: clock, seed: seed)
    for _ in 0..<60 {
      try await commit(5)
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(try await wait { try await store.outbox.fill().rows == 0 })
    await running.stop()
    let received = fake.received
    let refused = try await store.outbox.refusals(limit: 10_000)
    #expect(Set(try numbers(received.bodies)) == Set(0..<next))
    #expect(Set(refused.map(\.row.number)) == received.refused)
    #expect(refused.count == received.refused.count)
    #expect(received.connections > 1)
    #expect(received.most <= 16)
    let health = await running.service.health()
    #expect(health.counts.acknowledged + health.counts.refused >= next)
    #expect(health.refusedRows == Int64(refused.count))
    try store.close()
  }

  @Test func withoutFaultsEachComesOnceAndInOrder() async throws {
    let temporary = try TemporaryStore()
    defer { temporary.remove() }
    let store = try temporary.open()
    store.outbox.configure(destinations: ["fake"])
    let clock = QuickClock(factor: 1)
    try await store.commit(StoreBatch(messages: (0..<2_000).map { message($0) }))
    let fake = FakeDestination()
    let running = serve(fake, store, clock: clock)
    #expect(try await wait { fake.received.bodies.count >= 2_000 })
    await running.stop()
    // The newest thousand count as live and go first; either half is in its order.
    #expect(try numbers(fake.received.bodies) == Array(1_000..<2_000) + Array(0..<1_000))
    #expect(try await store.outbox.fill().rows == 0)
    try store.close()
  }

  @Test func twentyThousandRowsArriveOnceEach() async throws {
    let temporary = try TemporaryStore()
    defer { temporary.remove() }
    let store = try temporary.open()
    store.outbox.configure(destinations: ["fake"])
    for start in stride(from: 0, to: 20_000, by: 4_000) {
      try await store.commit(
        StoreBatch(messages: (start..<start + 4_000).map { message($0) }))
    }
    let fake = FakeDestination(window: 100)
    let running = serve(fake, store, clock: QuickClock(factor: 1))
    #expect(try await wait { fake.received.bodies.count >= 20_000 })
    await running.stop()
    #expect(try await store.outbox.fill().rows == 0)
    #expect(Set(try numbers(fake.received.bodies)) == Set(0..<20_000))
    #expect(fake.received.bodies.count == 20_000)
    try store.close()
  }

  @Test func twoDestinationsGoTheirOwnWays() async throws {
    let temporary = try TemporaryStore()
    defer { temporary.remove() }
    let store = try temporary.open()
    store.outbox.configure(destinations: ["one", "two"])
    let clock = QuickClock()
    try await store.commit(StoreBatch(messages: (0..<300).map { message($0) }))
    let one = FakeDestination(name: "one", faults: .all, seed: 3)
    let two = FakeDestination(name: "two", faults: .all, seed: 4)
    let first = serve(one, store, clock: clock)
    #expect(try await wait { try await store.outbox.fill(for: "one").rows == 0 })
    #expect(try await store.outbox.fill().rows == 300)
    let second = serve(two, store, clock: clock)
    for start in stride(from: 300, to: 500, by: 10) {
      try await store.commit(
        StoreBatch(messages: (start..<start + 10).map { message($0, at: clock.now) }))
    }
    #expect(try await wait { try await store.outbox.fill().rows == 0 })
    await first.stop()
    await second.stop()
    #expect(Set(try numbers(one.received.bodies)) == Set(0..<500))
    #expect(Set(try numbers(two.received.bodies)) == Set(0..<500))
    try store.close()
  }

  /// The gateway dies at random moments, and goes on with what the disk held then.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func deathsAtRandomMomentsLoseNothing(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    var temporary = try TemporaryStore()
    var next = 0
    var received: Set<Int> = []
    for life in 0..<12 {
      let store = try temporary.open()
      store.outbox.configure(destinations: ["fake"])
      let clock = QuickClock()
      let fake = FakeDestination(faults: .all, seed: seed * 100 + UInt64(life))
      let running = serve(fake, store, clock: clock)
      for _ in 0..<Int.random(in: 1...10, using: &generator) {
        let batch = (next..<next + 20).map { message($0, at: clock.now) }
        try await store.commit(StoreBatch(messages: batch))
        next += 20
        try await Task.sleep(
          for: .milliseconds(Int.random(in: 0...20, using: &generator)))
      }
      // The image is the moment of death; what the objects do afterwards is on other files.
      // What was received up to here counts, whatever the disk knows of it.
      let image = try temporary.crashImage()
      await running.stop()
      received.formUnion(try numbers(fake.received.bodies))
      try store.close()
      temporary.remove()
      temporary = image
    }
    let store = try temporary.open()
    store.outbox.configure(destinations: ["fake"])
    let fake = FakeDestination(faults: .all, seed: seed)
    let running = serve(fake, store, clock: QuickClock())
    #expect(try await wait { try await store.outbox.fill().rows == 0 })
    await running.stop()
    received.formUnion(try numbers(fake.received.bodies))
    #expect(received == Set(0..<next))
    try store.close()
    temporary.remove()
  }

  @Test func healthTellsWhatAPersonWouldAsk() async throws {
    let temporary = try TemporaryStore()
    defer { temporary.remove() }
    let store = try temporary.open()
    store.outbox.configure(destinations: ["fake"])
    let clock = QuickClock(factor: 1)
    try await store.commit(
      StoreBatch(messages: (0..<10).map { message($0, at: .zero - .hours(24)) }))
    let changes = Mutex<[DeliveryLink]>([])
    let refusing = FakeDestination(faults: .init(refusedConnections: 1_000))
    let away = serve(
      refusing, store, clock: clock,
      onChange: { link in
        changes.withLock { $0.append(link) }
      })
    #expect(
      try await wait {
        if case .away(_, "refused", _) = await away.service.health().link { true } else { false }
      })
    let health = await away.service.health()
    #expect(health.rows == 10)
    #expect(health.counts.sent == 0)
    #expect(abs((health.oldestAge ?? .zero).minutes - 1_440) < 1)
    let days = try #require(health.daysLeft)
    #expect(abs(days - 89) < 0.1)
    #expect(health.fillShare > 0 && health.fillShare < 0.001)
    #expect(!away.service.publish(DestinationMessage(number: -1, topicSuffix: "x", body: [])))
    await away.stop()
    #expect(changes.withLock { $0.count } == 1)

    let fake = FakeDestination()
    let there = serve(fake, store, clock: clock)
    // Acknowledged, although the disk does not know it yet.
    #expect(try await wait { await there.service.health().rows == 0 })
    #expect(fake.received.bodies.count == 10)
    #expect(try await store.outbox.fill().rows == 10)
    #expect(there.service.publish(DestinationMessage(number: -1, topicSuffix: "x", body: [])))
    #expect(!there.service.publish(DestinationMessage(number: 1, topicSuffix: "x", body: [])))
    let connected = await there.service.health()
    #expect(connected.link.isConnected)
    #expect(connected.daysLeft == nil)
    await there.stop()
    #expect(try await store.outbox.fill().rows == 0)
    try store.close()
    let closed = await there.service.health()
    #expect(closed.storeProblem == .closed(path: temporary.path))
  }

  /// With a backlog for hours, an alarm is out at once.
  @Test func anAlarmDoesNotWaitForTheBacklog() async throws {
    let temporary = try TemporaryStore()
    defer { temporary.remove() }
    let store = try temporary.open()
    store.outbox.configure(destinations: ["fake"])
    let old = Instant.zero - .hours(24)
    try await store.commit(StoreBatch(messages: (0..<3_000).map { message($0, at: old) }))
    var settings = Self.unlimited
    settings.backlogPerSecond = 20
    let clock = QuickClock(factor: 1)
    let fake = FakeDestination()
    let running = serve(fake, store, clock: clock, settings: settings)
    #expect(try await wait { fake.received.bodies.count > 5 })
    try await store.commit(StoreBatch(messages: [message(9_999, at: clock.now)]))
    let before = fake.received.bodies.count
    #expect(try await wait(upTo: 5) { try numbers(fake.received.bodies).contains(9_999) })
    #expect(fake.received.bodies.count < before + 20)
    #expect(fake.received.bodies.count < 400)
    await running.stop()
    try store.close()
  }
}
