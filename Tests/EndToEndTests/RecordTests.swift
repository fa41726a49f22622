import Foundation
import Testing

/// What the running daemon lets others see.
@Suite(.timeLimit(.minutes(2))) struct RecordTests {
  @Test func aRecordingReplays() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      let recorder = try bedside.child(["record", "--socket", bedside.socket])
      let hasHeader = await eventually { recorder.output.contains("\n") }
      try #require(hasHeader, "\(recorder.errors)")
      _ = try await bedside.status("counting") { ($0.beds.first?.contactSeconds ?? 0) >= 2 }
      bedside.change { $0.skinCentidegrees = 3550 }
      _ = try await bedside.status("alarmed") { $0.alarm("hypothermia") != nil }
      try await bedside.tell("acknowledge", "K-001", "hypothermia", "--by", "nurse-3")
      let isRecorded = await eventually { recorder.output.contains("\"ack\":\"hypothermia\"") }
      try #require(isRecorded)
      recorder.send(SIGINT)
      let ending = try await recorder.ending()
      #expect(daemon.isRunning)

      let lines = ending.lines.compactMap { EventLine($0) }
      #expect(lines.count == ending.lines.count)
      #expect(lines.first?.number("trace") == 1)
      #expect(lines.first?.string("timezone") == "UTC")
      let times = lines.dropFirst().compactMap { $0.number("t") }
      #expect(times.count == lines.count - 1)
      #expect(times == times.sorted())

      let trace = try bedside.folder.write("day.ndjson", ending.output)
      let config = try bedside.folder.write("replay.yaml", bedside.configuration())
      let replayed = try await KmcdProcess.run(
        ["replay", "--config", config, trace], in: bedside.folder)
      #expect(replayed.code == 0)
      #expect(replayed.errors.isEmpty, "\(replayed.errors)")
      let events = replayed.lines.compactMap { EventLine($0) }
      #expect(events.contains { $0.string("event") == "contact" })
      #expect(events.contains { $0.isAlarm("hypothermia", "active") })
      #expect(
        events.contains {
          $0.string("response") == "acknowledged" && $0.string("by") == "nurse-3"
        })
    }
  }

  @Test func streamsEndWithTheDaemon() async throws {
    try await Bedside.with { bedside in
      let daemon = try await bedside.start()
      let streams = try ["events", "record"].map {
        try bedside.child([$0, "--socket", bedside.socket])
      }
      let isHeard = await eventually { streams[1].output.split(separator: "\n").count > 3 }
      #expect(isHeard)
      daemon.send(SIGTERM)
      #expect(try await daemon.ending(within: .seconds(20)).code == 0)
      for stream in streams { _ = try await stream.ending(within: .seconds(20)) }
    }
  }

  @Test func statusIsForPeopleToo() async throws {
    try await Bedside.with { bedside in
      _ = try await bedside.start()
      _ = try await bedside.status("counting") { $0.beds.first?.state == "contact" }
      let ending = try await KmcdProcess.run(
        ["status", "--socket", bedside.socket], in: bedside.folder)
      #expect(ending.code == 0)
      #expect(ending.output.contains("K-001"))
      #expect(!ending.output.contains("\u{1B}"), "no colours where no terminal is")
    }
  }
}
