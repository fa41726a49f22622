import CareModel
import Foundation
import Store
import Testing

/// What outlives a daemon that had no time to say good-bye.
@Suite(.timeLimit(.minutes(2))) struct RestartTests {
  @Test func hoursAndAlarmsOutliveAKill() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      let stream = try await bedside.watchEvents()
      _ = try await bedside.status("counting") { ($0.beds.first?.contactSeconds ?? 0) >= 4 }
      bedside.change { $0.skinCentidegrees = 3550 }
      let alarmed = try await bedside.status("alarmed") {
        // The filter passes through mild: an answer to that would end with the worse class.
        $0.alarm("hypothermia")?.class == "moderate"
      }
      let raised = try #require(stream.events.first { $0.isAlarm("hypothermia", "active") })
      let identifier = try #require(raised.string("id"))
      // Every alarm and every answer is saved at once.
      try await bedside.tell("acknowledge", "K-001", "hypothermia", "--by", "nurse-3")
      let before = try #require(alarmed.beds.first)
      try await Task.sleep(for: .seconds(1))
      daemon.kill()
      try await Task.sleep(for: .seconds(3))

      let next = try await bedside.start()
      let again = try await bedside.watchEvents()
      let resumed = try await bedside.status("counting on") {
        ($0.beds.first?.contactSeconds ?? 0) >= before.contactSeconds + 3
      }
      #expect(resumed.boot != alarmed.boot)
      #expect(resumed.t >= alarmed.t + 3)
      let bed = try #require(resumed.beds.first)
      #expect(bed.unobservedSeconds >= before.unobservedSeconds + 3)
      let alarm = try #require(resumed.alarm("hypothermia"))
      #expect(alarm.since == alarmed.alarm("hypothermia")?.since)
      #expect(alarm.response == "acknowledged")
      #expect(resumed.alarms.filter { $0.condition == "hypothermia" }.count == 1)

      bedside.change { $0.skinCentidegrees = 3680 }
      _ = try await bedside.status("over") { $0.alarm("hypothermia") == nil }
      let resolved = again.events.first { $0.isAlarm("hypothermia", "resolved") }
      #expect(resolved?.string("id") == identifier)
      next.send(SIGTERM)
      #expect(try await next.ending().code == 0)
      try await checkStore(bedside, identifier)
    }
  }

  private func checkStore(_ bedside: Bedside, _ identifier: String) async throws {
    let reader = try StoreReader.open(at: bedside.store)
    let lines = try await reader.events(limit: 1000).compactMap { EventLine($0.row.line) }
    try reader.close()
    #expect(lines.contains { $0.isAlarm("hypothermia", "resolved") })
    #expect(lines.filter { $0.isAlarm("hypothermia", "active") }.count == 1)
    let away = lines.filter {
      $0.string("event") == "unobserved" && $0.string("reason") == "gateway restarted"
    }
    #expect(away.count == 1)
    let length = (away.first?.number("to") ?? 0) - (away.first?.number("from") ?? 0)
    #expect((3...20).contains(length), "away for \(length) s")
  }

  @Test func aKillAtAnyTimeLeavesASoundStore() async throws {
    try await Bedside.with { bedside in
      for round in 1...4 {
        let daemon = try bedside.launch()
        // The first rounds end while the daemon is still starting.
        try await Task.sleep(for: .milliseconds(150 * round * round))
        daemon.kill()
      }
      let daemon = try await bedside.start()
      #expect(!daemon.errors.contains("damaged"), "\(daemon.errors)")
      let status = try await bedside.status("counting") { ($0.beds.first?.contactSeconds ?? 0) > 1 }
      #expect(status.store.working)
      #expect(status.alarms.isEmpty)
    }
  }

  @Test func aChangedConfigurationIsApplied() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      _ = try await bedside.status("counting") { ($0.beds.first?.contactSeconds ?? 0) >= 1 }
      daemon.send(SIGTERM)
      _ = try await daemon.ending()
      let renamed = bedside.configuration().replacingOccurrences(of: "K-001", with: "K-777")
      _ = try await bedside.start(renamed)
      let status = try await bedside.status("counting the other infant") {
        $0.beds.first?.state == "contact"
      }
      #expect(status.beds.map(\.infant) == ["K-777"])
    }
  }
}
