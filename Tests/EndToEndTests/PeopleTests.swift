import CareModel
import Foundation
import Store
import Testing

/// What people tell the running daemon.
@Suite(.timeLimit(.minutes(2))) struct PeopleTests {
  @Test func anInfantIsHandedOverAndReleased() async throws {
    try await Bedside.with { bedside in
      _ = try await bedside.start()
      let stream = try await bedside.watchEvents()
      _ = try await bedside.status("counting") { ($0.beds.first?.contactSeconds ?? 0) >= 2 }
      try await bedside.tell(
        "assign", "K-002", "--bed", "2", "--binder", "binder-1", "--probe", "probe-1", "--room",
        "room-1", "--provider", "father")
      let both = try await bedside.status("counting the second infant") { status in
        let second = status.beds.first { $0.infant == "K-002" }
        return second?.state == "contact" && (second?.contactSeconds ?? 0) >= 2
      }
      #expect(both.beds.map(\.infant) == ["K-001", "K-002"])
      #expect(both.beds.map(\.bed) == ["1", "2"])
      let first = try #require(both.beds.first)
      #expect(first.state == "unobserved")
      #expect(first.skinCelsius == nil)

      try await bedside.tell("release", "K-001")
      let one = try await bedside.status("without the first") { $0.beds.count == 1 }
      #expect(one.beds.first?.infant == "K-002")
      let day = stream.events.last { $0.string("event") == "day" && $0.string("infant") == "K-001" }
      #expect((day?.number("contact_s") ?? 0) >= 2)
      try await bedside.tell("release", "K-002")
      _ = try await bedside.status("empty") { $0.beds.isEmpty }
      let contact = stream.events.last { $0.string("event") == "contact" }
      #expect(contact?.string("provider") == "father")
    }
  }

  @Test func whatANurseAnswersIsKept() async throws {
    try await Bedside.with { bedside in
      bedside.change { $0.skinCentidegrees = 3550 }
      _ = try await bedside.start()
      let stream = try await bedside.watchEvents()
      _ = try await bedside.status("alarmed") { $0.alarm("hypothermia")?.class == "moderate" }
      try await bedside.tell("pause", "K-001", "hypothermia", "--by", "nurse-1")
      let paused = try await bedside.status("paused") {
        $0.alarm("hypothermia")?.response == "paused"
      }
      #expect(paused.alarms.count == 1)
      try await bedside.tell("acknowledge", "K-001", "hypothermia", "--by", "nurse-2")
      _ = try await bedside.status("acknowledged") {
        $0.alarm("hypothermia")?.response == "acknowledged"
      }
      // Quiet for longer than a pause anyway: it stands, so nobody is told that it does not.
      try await bedside.tell("pause", "K-001", "hypothermia", "--by", "nurse-2")
      try await bedside.tell("pause", "everything", "--by", "nurse-2")
      let other = try await KmcdProcess.run(
        ["pause", "K-001", "hyperthermia", "--socket", bedside.socket], in: bedside.folder)
      #expect(other.code != 0 && other.errors.contains("no such alarm stands"), "\(other.errors)")
      let responses = stream.events.filter { $0.string("event") == "response" }
      #expect(responses.map { $0.string("response") } == ["paused", "acknowledged"])
      #expect(responses.map { $0.string("by") } == ["nurse-1", "nurse-2"])
      #expect(Set(responses.map { $0.string("id") }).count == 1)

      try await bedside.tell("axillary", "K-001", "36.1")
      let measured = try await bedside.status("told of the armpit") {
        $0.beds.first?.axillaryOffsetCelsius != nil
      }
      #expect(abs((measured.beds.first?.axillaryOffsetCelsius ?? 0) - 0.6) < 0.11)
    }
  }

  @Test func whoLetAlarmsWaitIsKept() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      let stream = try await bedside.watchEvents()
      try await bedside.tell("standby", "K-001", "--minutes", "30", "--by", "nurse-1")
      try await bedside.tell("alarm-test", "--by", "nurse-2")
      try await bedside.tell("standby", "K-001", "--minutes", "0", "--by", "nurse-3")
      let kinds = ["standby", "alarm-test"]
      func told() -> [[String?]] {
        stream.events.filter { kinds.contains($0.string("event") ?? "") }.prefix(3).map { line in
          ["event", "infant", "state", "by", "reason"].map { line.string($0) }
        }
      }
      #expect(await eventually { told().count == 3 })
      #expect(
        told() == [
          ["standby", "K-001", "started", "nurse-1", nil],
          ["alarm-test", nil, "started", "nurse-2", nil],
          ["standby", "K-001", "ended", "nurse-3", "person"],
        ])
      daemon.send(SIGTERM)
      _ = try await daemon.ending()
      let store = try Store.open(at: bedside.store).store
      let kept = try await store.reader.newestEvents(of: kinds, limit: 10).map(\.row)
      try store.close()
      #expect(kept.filter { $0.kind == "standby" }.map(\.infant) == ["K-001", "K-001"])
      #expect(kept.contains { $0.kind == "alarm-test" && $0.infant == nil })
      #expect(kept.allSatisfy { $0.wall != nil && $0.instant > .zero }, "by both clocks")
    }
  }

  @Test func aRoomsAlarmIsAcknowledgedByItsThermometer() async throws {
    try await Bedside.with { bedside in
      bedside.change { $0.roomCentidegrees = 1900 }
      _ = try await bedside.start()
      _ = try await bedside.status("alarmed") { $0.alarm("cold-room") != nil }
      try await bedside.tell("acknowledge", "room-1", "cold-room")
      _ = try await bedside.status("acknowledged") {
        $0.alarm("cold-room")?.response == "acknowledged"
      }
    }
  }

  @Test(arguments: [
    ["acknowledge", "K-001", "bad-mood"], ["assign", "K-009", "--provider", "uncle"],
    ["axillary", "K-001", "warm"], ["release"],
  ])
  func nonsenseIsRefusedBeforeItIsSent(_ command: [String]) async throws {
    let folder = try ScratchFolder()
    let ending = try await KmcdProcess.run(
      command + ["--socket", folder.path("none.sock")], in: folder)
    #expect(ending.code == 64)
    #expect(!ending.errors.isEmpty)
  }
}
