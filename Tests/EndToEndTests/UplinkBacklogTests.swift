import Foundation
import TestSupport
import Testing

/// A broker that was away for eight weeks.
@Suite(.timeLimit(.minutes(5))) struct UplinkBacklogTests {
  @Test func eightWeeksOfEightBedsArriveOnce() async throws {
    // The port is the broker's later; nothing listens on it now.
    let broker = try Broker()
    broker.kill()
    try await Bedside.with { bedside in
      let seeded = try await LongQueue.fill(bedside.store, beds: 8, days: 56, seed: 43)
      let daemon = try await bedside.start(bedside.configuration(uplinkPort: broker.port))
      let away = try await bedside.status("alarmed for being behind") {
        $0.alarm("uplink-behind") != nil
      }
      let uplink = try #require(away.uplink)
      #expect(!uplink.connected)
      #expect(uplink.messages >= seeded)
      #expect((uplink.oldestAgeSeconds ?? 0) > 55 * 86_400)
      #expect(uplink.text.contains("nothing listens"), "\(uplink.text)")
      #expect(uplink.thinned == 0)

      try broker.start()
      let recorder = try await UplinkRecorder(broker)
      let begin = ContinuousClock.now
      try await bedside.drained(within: .seconds(60))
      print("\(seeded) messages of eight weeks arrived within \(ContinuousClock.now - begin)")
      _ = try await bedside.status("not behind any more") { $0.alarm("uplink-behind") == nil }
      let stored = try await bedside.endWithEverythingSent(daemon)
      let heard = recorder.heard
      stored.expectExactly(heard)
      #expect(StoredMessages.repeats(in: heard) == 0)
      #expect((stored.kinds["day"] ?? 0) >= 8 * 56)
      let behind = recorder.bodies(of: "alarm").compactMap { EventLine($0) }
        .filter { $0.string("condition") == "uplink-behind" }
      #expect(behind.map { $0.string("state") } == ["active", "resolved"])
      recorder.stop()
    }
  }
}
