import Foundation
import Testing

/// A hang-up signal while infants are watched: the file is taken whole, or not at all.
@Suite(.timeLimit(.minutes(2))) struct ReloadTests {
  /// The first daemon's file, as `Bedside` names it.
  private static let file = "kmcd-0.yaml"
  /// By which the room of 24 degrees is cold.
  private static let warmWard: [String: Double] = [
    "cold_room_below_c": 25, "cold_room_resolved_from_c": 25.5,
  ]

  @Test func aGoodFileIsTakenAndHoursAndAlarmsGoOn() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      bedside.change { $0.skinCentidegrees = 3550 }
      let before = try await bedside.status("counting, and alarmed") {
        ($0.beds.first?.contactSeconds ?? 0) >= 4 && $0.alarm("hypothermia")?.class == "moderate"
      }
      try await bedside.tell("acknowledge", "K-001", "hypothermia", "--by", "nurse-3")
      let changed = bedside.configuration(settings: Self.warmWard)
      _ = try bedside.folder.write(Self.file, changed)
      daemon.send(SIGHUP)
      let after = try await bedside.status("judging by the new file, counting on") { status in
        status.alarm("cold-room") != nil
          && (status.beds.first?.contactSeconds ?? 0)
            >= (before.beds.first?.contactSeconds ?? 0) + 3
      }
      #expect(daemon.isRunning)
      #expect(after.boot != before.boot)
      let bed = try #require(after.beds.first)
      let unobserved = bed.unobservedSeconds - (before.beds.first?.unobservedSeconds ?? 0)
      #expect(unobserved < 4, "\(unobserved) s are more than the swap and the next reports take")
      #expect(after.alarm("hypothermia")?.since == before.alarm("hypothermia")?.since)
      #expect(after.alarm("hypothermia")?.response == "acknowledged")
      #expect(after.alarms.filter { $0.condition == "hypothermia" }.count == 1)
    }
  }

  @Test(arguments: ["prots: []\n", "version: 1\n", "", "\u{0}"])
  func aBadFileChangesNothing(_ bad: String) async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      let before = try await bedside.status("counting") {
        ($0.beds.first?.contactSeconds ?? 0) >= 1
      }
      _ = try bedside.folder.write(Self.file, bad)
      daemon.send(SIGHUP)
      let isTold = await eventually {
        daemon.errors.contains("the gateway goes on with the configuration of before")
      }
      #expect(isTold, "\(daemon.errors)")
      let after = try await bedside.status("counting on") {
        ($0.beds.first?.contactSeconds ?? 0) >= (before.beds.first?.contactSeconds ?? 0) + 2
      }
      #expect(after.boot == before.boot, "nothing began anew")
      #expect(daemon.errors.contains(Self.file))

      _ = try bedside.folder.write(Self.file, bedside.configuration())
      daemon.send(SIGHUP)
      #expect(await eventually { daemon.errors.contains("the configuration has not changed") })
      #expect(try await bedside.status().boot == before.boot)
    }
  }

  @Test func aTermDuringAReloadEndsTheDaemon() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      let changed = bedside.configuration(settings: Self.warmWard)
      _ = try bedside.folder.write(Self.file, changed)
      daemon.send(SIGHUP)
      daemon.send(SIGTERM)
      let ending = try await daemon.ending(within: .seconds(5))
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(!FileManager.default.fileExists(atPath: bedside.socket))
    }
  }
}
