import Foundation
import TestSupport
import Testing

/// What a living ward sends to its broker.
@Suite(.timeLimit(.minutes(2))) struct UplinkTests {
  @Test func daysAndAlarmsReachASubscriberOnce() async throws {
    let broker = try Broker()
    let recorder = try await UplinkRecorder(broker)
    try await Bedside.with { bedside in
      let daemon = try await bedside.start(bedside.configuration(uplinkPort: broker.port))
      _ = try await bedside.status("counting") { ($0.beds.first?.contactSeconds ?? 0) >= 2 }
      bedside.change { $0.skinCentidegrees = 3550 }
      _ = try await bedside.status("alarmed") { $0.alarm("hypothermia")?.class == "moderate" }
      try await bedside.tell("acknowledge", "K-001", "hypothermia", "--by", "nurse-3")
      bedside.change { $0.skinCentidegrees = 3680 }
      _ = try await bedside.status("well again") { $0.alarm("hypothermia") == nil }
      try await bedside.tell("release", "K-001")
      #expect(await eventually { !recorder.bodies(of: "day").isEmpty })
      // Whoever comes later finds how the ward is, and that the gateway is there.
      let later = try await UplinkRecorder(broker, "later")
      #expect(await eventually { later.heard.count >= 2 })
      #expect(later.heard.allSatisfy { $0.isRetained })
      #expect(
        Set(later.heard.map(\.topic)) == [
          "kmc/v1/test/kmc/hub-1/health", "kmc/v1/test/kmc/hub-1/state",
        ])
      #expect(later.bodies(of: "state") == ["online"])
      later.stop()
      let uplink = try await bedside.drained()
      #expect(uplink.refused == 0 && uplink.thinned == 0)

      let begin = ContinuousClock.now
      daemon.send(SIGTERM)
      #expect(try await daemon.ending().code == 0)
      #expect(ContinuousClock.now - begin < .seconds(2))
      #expect(await eventually { recorder.bodies(of: "state") == ["online", "offline"] })
      #expect(try await Bedside.waiting(in: bedside.store) == 0)
      let stored = try await StoredMessages(bedside.store)
      #expect((stored.kinds["day"] ?? 0) >= 1 && (stored.kinds["session"] ?? 0) >= 1)
      #expect((stored.kinds["alarm"] ?? 0) >= 2 && (stored.kinds["response"] ?? 0) >= 1)
      stored.expectExactly(recorder.heard)
      #expect(StoredMessages.repeats(in: recorder.heard) == 0)
    }
    try expectValid(recorder.heard)
    recorder.stop()
  }

  /// Every body against the schema that it names.
  private func expectValid(_ heard: [UplinkRecorder.Heard]) throws {
    var schemas: [String: JSONSchema] = [:]
    for message in heard where !message.topic.hasSuffix("/state") {
      let body = try JSONValue(message.body)
      let name = String(
        (body["schema"]?.string ?? "").split(separator: "/").dropFirst().first ?? "")
      let schema = try schemas[name] ?? JSONSchema(named: name)
      schemas[name] = schema
      let problems = try schema.problems(with: body)
      #expect(problems == [], "\(message.body)")
    }
    #expect(schemas.keys.sorted() == ["alarm", "day", "health", "response", "session"])
  }

  /// A gateway that ends without a word is told of by its broker.
  @Test func theWillIsToldOfAKilledDaemon() async throws {
    let broker = try Broker()
    let recorder = try await UplinkRecorder(broker)
    try await Bedside.with { bedside in
      let daemon = try await bedside.start(bedside.configuration(uplinkPort: broker.port))
      #expect(await eventually { recorder.bodies(of: "state") == ["online"] })
      daemon.kill()
      #expect(await eventually { recorder.bodies(of: "state") == ["online", "offline"] })
      _ = try await bedside.start(bedside.configuration(uplinkPort: broker.port))
      #expect(await eventually { recorder.bodies(of: "state").last == "online" })
    }
    recorder.stop()
  }

  /// Neither a broker that stands still nor one that is away keeps the daemon from ending.
  @Test(arguments: [true, false]) func aStopWaitsForNoBroker(_ isFrozen: Bool) async throws {
    let broker = try Broker()
    try await Bedside.with { bedside in
      let daemon = try await bedside.start(bedside.configuration(uplinkPort: broker.port))
      _ = try await bedside.status("connected") { $0.uplink?.connected == true }
      let stirring = bedside.stirBatteries()
      if isFrozen { broker.freeze() } else { broker.kill() }
      try await Task.sleep(for: .seconds(1))
      stirring.cancel()
      let begin = ContinuousClock.now
      daemon.send(SIGTERM)
      #expect(try await daemon.ending().code == 0)
      #expect(ContinuousClock.now - begin < .seconds(2))
      broker.thaw()
    }
  }

  @Test func aReloadTakesAnotherBrokerAndLosesNothing() async throws {
    let first = try Broker()
    let second = try Broker()
    let recorders = [
      try await UplinkRecorder(first, "first"), try await UplinkRecorder(second, "second"),
    ]
    try await Bedside.with { bedside in
      let daemon = try await bedside.start(bedside.configuration(uplinkPort: first.port))
      let stirring = bedside.stirBatteries()
      #expect(await eventually { recorders[0].bodies(of: "alarm").count >= 4 })
      // The first broker is away when the file changes, and alarms pile up.
      first.kill()
      try await Task.sleep(for: .seconds(1))
      _ = try bedside.folder.write("kmcd-0.yaml", bedside.configuration(uplinkPort: second.port))
      daemon.send(SIGHUP)
      #expect(await eventually { recorders[1].bodies(of: "alarm").count >= 4 })
      stirring.cancel()
      await stirring.value
      let stored = try await bedside.endWithEverythingSent(daemon)
      stored.expectExactly(recorders[0].heard + recorders[1].heard)
      #expect(recorders[1].bodies(of: "state").first == "online")
    }
    for recorder in recorders { recorder.stop() }
  }
}
