import Foundation
import TestSupport
import Testing

/// Power cuts on either side of the connection, while messages are under way.
@Suite(.timeLimit(.minutes(10))) struct UplinkKillTests {
  /// Of the daemon; each life is up to 0.8 s long.
  private static let daemonKills = 200
  private static let brokerKills = 100

  /// What runs when a kill comes: backlog on its way, alarms as they come, infants that go and come.
  @Test func everythingArrivesAfterTheDaemonWasKilledTwoHundredTimes() async throws {
    var random = SeededGenerator(seed: 41)
    print("seed of the daemon's kills: 41")
    let broker = try Broker()
    let recorder = try await UplinkRecorder(broker)
    // Far away, so that at each kill something is under way and not yet there.
    let proxy = MeddlingProxy(to: broker.port)
    proxy.slow(by: .milliseconds(40))
    try await Bedside.with(reportPeriod: 0.05) { bedside in
      let seeded = try await LongQueue.fill(bedside.store, beds: 2, days: 56, seed: 41)
      let configuration = bedside.configuration(
        uplinkPort: proxy.port, ["backlog_per_s": "30", "in_flight": "10"])
      let file = try bedside.folder.write("kmcd-0.yaml", configuration)
      let stirring = bedside.stirBatteries(every: .milliseconds(60))
      var visitors: [KmcdProcess] = []
      for life in 0..<Self.daemonKills {
        let daemon = try KmcdProcess(["run", "--config", file], in: bedside.folder)
        let length = Int.random(in: 50...800, using: &random)
        if life % 5 == 0 {
          try await Task.sleep(for: .milliseconds(length / 2))
          visitors.append(try bedside.come(andGo: life % 10 == 0))
          try await Task.sleep(for: .milliseconds(length / 2))
        } else {
          try await Task.sleep(for: .milliseconds(length))
        }
        daemon.kill()
      }
      stirring.cancel()
      await stirring.value
      for visitor in visitors { visitor.kill() }
      _ = try bedside.folder.write(
        "kmcd-0.yaml", bedside.configuration(uplinkPort: broker.port))
      let stored = try await bedside.endWithEverythingSent(
        try await bedside.startAgain(), within: .seconds(60))
      let heard = recorder.heard
      stored.expectExactly(heard)
      let repeats = StoredMessages.repeats(in: heard)
      print("of \(stored.bodies.count), \(stored.kinds), \(seeded) before, \(repeats) came again")
      // Else no kill hit what was under way, or nothing was decided between them.
      #expect(repeats > 0)
      #expect(stored.bodies.count > seeded + Self.daemonKills)
    }
    recorder.stop()
  }

  /// The connection goes through a relay, so that the daemon comes back only when somebody listens.
  @Test func everythingArrivesAfterTheBrokerWasKilledAHundredTimes() async throws {
    var random = SeededGenerator(seed: 42)
    print("seed of the broker's kills: 42")
    let broker = try Broker()
    let proxy = MeddlingProxy(to: broker.port)
    try await Bedside.with { bedside in
      let seeded = try await LongQueue.fill(bedside.store, beds: 8, days: 56, seed: 42)
      proxy.shut()
      // Far away, so that at each kill something is under way.
      proxy.slow(by: .milliseconds(10))
      let daemon = try await bedside.start(
        bedside.configuration(uplinkPort: proxy.port, ["backlog_per_s": "500"]))
      let stirring = bedside.stirBatteries(every: .milliseconds(200))
      var heard: [UplinkRecorder.Heard] = []
      for kill in 0..<Self.brokerKills {
        if kill > 0 { try broker.start() }
        // Without a promise the broker hands on at once what it is about to acknowledge.
        let recorder = try await UplinkRecorder(broker, "life-\(kill)", qualityOfService: 0)
        let before = recorder.size
        proxy.open()
        // Under way: the recorder has heard of it, and the next are behind.
        let isFlowing = await eventually(every: .milliseconds(2)) { recorder.size > before + 2000 }
        #expect(isFlowing)
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...200, using: &random)))
        broker.kill()
        proxy.shut()
        // What the dead broker had written is in the recorder's socket.
        try await Task.sleep(for: .milliseconds(20))
        recorder.stop()
        heard += recorder.heard
      }
      #expect(daemon.isRunning)
      stirring.cancel()
      await stirring.value
      try broker.start()
      let recorder = try await UplinkRecorder(broker, "last", qualityOfService: 0)
      proxy.open()
      let uplink = try await bedside.drained(within: .seconds(90))
      // What was under way at a kill was sent again.
      #expect(uplink.sent > uplink.acknowledged + Self.brokerKills / 2)
      let stored = try await bedside.endWithEverythingSent(daemon, within: .seconds(90))
      heard += recorder.heard
      recorder.stop()
      stored.expectExactly(heard)
      print("of \(stored.bodies.count), \(stored.kinds), \(seeded) before; \(uplink)")
      // The third time that a battery is low it is flapping, and does not end any more here:
      // three times active and twice resolved for each of the three boards.
      #expect(stored.bodies.count >= seeded + 3 * (3 + 2))
      let lines = Bedside.uplinkLines(daemon)
      #expect(lines.count < 60, "\(lines.count) lines in a few minutes")
    }
  }
}

extension Bedside {
  /// Starts to release the infant, or to take it back; the daemon may be gone before.
  fileprivate func come(andGo isLeaving: Bool) throws -> KmcdProcess {
    let words =
      isLeaving
      ? ["release", "K-001"]
      : [
        "assign", "K-001", "--bed", "1", "--binder", "binder-1", "--probe", "probe-1", "--room",
        "room-1",
      ]
    return try KmcdProcess(words + ["--socket", socket], in: folder)
  }
}
