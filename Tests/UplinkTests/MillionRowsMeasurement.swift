import CareModel
import Foundation
import Store
import Testing

@testable import Uplink

/// A queue of a million rows, as after a very long time without a network.
///
/// Takes some minutes and a gigabyte of disk: only where `KMC_MEASURE` is set.
@Suite(
  "A million rows", .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["KMC_MEASURE"] != nil))
struct MillionRowsMeasurement {
  private static let count = 1_000_000

  @Test func readyAtOnceInConstantMemoryAndFast() async throws {
    let temporary = try TemporaryStore()
    defer { temporary.remove() }
    let clock = ContinuousClock()
    let filling = try await clock.measure { try await fill(temporary) }
    let before = try memoryKilobytes("VmRSS")

    var opened: Store?
    let ready = try await clock.measure {
      let store = try temporary.open()
      opened = store
      store.outbox.configure(destinations: ["fake"])
      let place = try await store.outbox.place(
        of: "fake", liveWithin: .minutes(10), now: .zero + .hours(1_000))
      let page = try await store.outbox.page(
        for: "fake", after: place.acknowledgedThrough, through: place.liveAfter, limit: 200)
      #expect(page.rows.count == 200)
      #expect(try await store.outbox.fill().rows == Int64(Self.count))
    }
    let store = try #require(opened)
    let fake = FakeDestination(window: 100, keepsBodies: false)
    let service = UplinkService(
      destination: fake, outbox: store.outbox, settings: UplinkServiceTests.unlimited,
      clock: QuickClock(factor: 1).uplink, jitter: { 0 })
    let draining = try await clock.measure {
      let running = Task { await service.run() }
      while await service.health().counts.acknowledged < Self.count {
        try await Task.sleep(for: .milliseconds(100))
      }
      running.cancel()
      await running.value
    }
    let after = try memoryKilobytes("VmHWM")
    #expect(try await store.outbox.fill().rows == 0)
    #expect(fake.received.count == Self.count)
    try store.close()

    let perSecond = Double(Self.count) / (draining / .seconds(1))
    print("filled in \(filling), ready in \(ready), drained in \(draining): \(perSecond)/s")
    print("resident before \(before) kB, at most \(after) kB")
    #expect(ready < .seconds(1))
    #expect(perSecond > 2_000)
  }

  private func fill(_ temporary: TemporaryStore) async throws {
    let store = try Store.open(at: temporary.path, queueing: .init(days: 36_500, bytes: 1 << 40))
      .store
    for start in stride(from: 0, to: Self.count, by: 5_000) {
      let batch = (start..<start + 5_000).map { message($0, kind: .health, bytes: 400) }
      try await store.commit(StoreBatch(messages: batch))
    }
    try store.close()
  }

  private func memoryKilobytes(_ key: String) throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }
}
