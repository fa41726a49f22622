import Foundation
import Testing

/// A daemon from its start to its end.
@Suite(.timeLimit(.minutes(2))) struct RunTests {
  @Test func aBedIsCountedAndATermEndsTheDaemon() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      let counting = try await bedside.status("counting contact") { status in
        status.beds.first.map { $0.state == "contact" && $0.contactSeconds >= 2 } ?? false
          && status.beds.first?.skinCelsius != nil && status.beds.first?.roomCelsius != nil
      }
      let bed = try #require(counting.beds.first)
      #expect(bed.infant == "K-001")
      #expect(bed.bed == "1")
      #expect(abs((bed.skinCelsius ?? 0) - 36.8) < 0.06)
      #expect(abs((bed.roomCelsius ?? 0) - 24) < 0.06)
      #expect(counting.alarms.isEmpty)
      #expect(counting.store.working)
      #expect(
        counting.ports.flatMap(\.boards).compactMap(\.device) == ["binder-1", "probe-1", "room-1"])

      let clock = ContinuousClock()
      let asked = clock.now
      daemon.send(SIGTERM)
      let ending = try await daemon.ending()
      #expect(clock.now - asked < .seconds(2))
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.output.isEmpty, "messages belong on standard error")
      #expect(!FileManager.default.fileExists(atPath: bedside.socket))
    }
  }

  @Test func aTermLosesNothing() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      let before = try await bedside.status("counting") {
        ($0.beds.first?.contactSeconds ?? 0) >= 3
      }
      daemon.send(SIGTERM)
      _ = try await daemon.ending()
      bedside.binder.unplug()
      let after = try await startedAgain(bedside)
      #expect(
        (after.beds.first?.contactSeconds ?? 0) >= (before.beds.first?.contactSeconds ?? .infinity)
          - 0.5)
    }
  }

  private func startedAgain(_ bedside: Bedside) async throws -> WardStatus {
    _ = try await bedside.start()
    return try await bedside.status()
  }

  @Test func coldInfantAndColdRoomAreAlarmedAndResolved() async throws {
    try await Bedside.with { bedside in
      _ = try await bedside.start()
      let stream = try await bedside.watchEvents()
      bedside.change {
        $0.skinCentidegrees = 3550
        $0.roomCentidegrees = 2000
      }
      _ = try await bedside.status("alarmed") {
        $0.alarm("hypothermia") != nil && $0.alarm("cold-room")?.subject == "room-1"
      }
      bedside.change {
        $0.skinCentidegrees = 3680
        $0.roomCentidegrees = 2400
      }
      _ = try await bedside.status("over") { $0.alarms.isEmpty }
      for condition in ["hypothermia", "cold-room"] {
        let told = stream.events.filter { $0.string("condition") == condition }
        #expect(Set(told.compactMap { $0.string("id") }).count == 1)
        #expect(told.first?.string("state") == "active")
        #expect(told.last?.string("state") == "resolved")
      }
    }
  }

  @Test func aSecondDaemonOnTheSameStoreIsRefused() async throws {
    try await Bedside.with { bedside in
      let first = try await bedside.start()
      let second = try await bedside.launch().ending()
      #expect(second.code == 74)
      #expect(second.errors.contains("another gateway has this store open"))
      #expect(first.isRunning)
      _ = try await bedside.status()
    }
  }

  @Test func aSecondDaemonOnTheSameSocketIsRefused() async throws {
    try await Bedside.with { bedside in
      let first = try await bedside.start()
      let other = bedside.configuration(store: bedside.folder.path("other.sqlite"))
      let second = try await bedside.launch(other).ending(within: .seconds(20))
      #expect(second.code == 69)
      #expect(second.errors.contains("another kmcd runs on this socket"))
      #expect(first.isRunning)
      _ = try await bedside.status()
    }
  }

  @Test(arguments: [
    ["status"], ["status", "--json"], ["events"], ["record"], ["release", "K-001"],
    ["acknowledge", "K-001", "hypothermia"], ["axillary", "K-001", "36.5"],
  ])
  func whoAsksADaemonThatIsNotThereIsTold(_ command: [String]) async throws {
    let folder = try ScratchFolder()
    let ending = try await KmcdProcess.run(
      command + ["--socket", folder.path("none.sock")], in: folder)
    #expect(ending.code == 69)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.contains("kmcd is not running"))
  }
}
