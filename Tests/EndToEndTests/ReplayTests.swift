import Foundation
import Testing

/// Traces through the real program.
@Suite(.timeLimit(.minutes(1))) struct ReplayTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static let header = """
    {"trace":1,"start":"2026-01-10T00:00:00Z","timezone":"Asia/Shanghai",\
    "dyads":[{"infant":"K-001","binder":"binder-1","probe":"probe-1","room":"room-1"}]}
    """

  /// The lines of the format's page: in order, and one of each sort.
  private static let example =
    header + "\n" + """
      {"t":12.5,"device":"binder-1","clasp":true,"contact":0.83,"force_n":3.1,"tilt_deg":48.0,"motion_mg":12.5,"inner_c":34.9,"outer_c":27.1,"battery_mv":3010}
      {"t":13.0,"device":"probe-1","temp_c":36.41}
      {"t":14.0,"device":"room-1","temp_c":18.2,"rh_pct":35}
      {"t":90.0,"device":"binder-1","link":"down"}
      {"t":95.0,"clock":"2026-01-10T00:02:00Z","quality":"synchronised"}
      {"t":96.0,"ack":"hypothermia","infant":"K-001","by":"nurse-3"}
      {"t":97.0,"assign":{"infant":"K-002","binder":"binder-1","probe":"probe-1","room":"room-1","provider":"mother"}}
      {"t":98.0,"infant":"K-001","axillary_c":36.2}
      {"t":900.0,"at":310.0,"device":"binder-1","clasp":true,"inner_c":34.8}
      {"t":4000.0,"boot":"b2"}
      {"t":4100.0,"release":"K-001"}

      """

  @Test func theExampleLinesGiveEventsAndNothingElse() async throws {
    let trace = try folder.write("example.ndjson", Self.example)
    let ending = try await KmcdProcess.run(["replay", trace], in: folder)
    #expect(ending.code == 0)
    #expect(ending.errors.isEmpty, "\(ending.errors)")
    #expect(!ending.lines.isEmpty)
    for line in ending.lines { #expect(EventLine(line)?.string("event") != nil, "\(line)") }
    #expect(ending.lines.contains { $0.contains("\"event\":\"day\"") })
    let again = try await KmcdProcess.run(["replay", trace], in: folder)
    #expect(again.output == ending.output)
    let piped = try await KmcdProcess.run(["replay", "-"], in: folder, input: trace)
    #expect(piped.output == ending.output)
  }

  @Test func aBrokenLineIsToldAndSkipped() async throws {
    var lines = Self.example.components(separatedBy: "\n")
    let whole = try await replay("whole.ndjson", lines)
    lines.insert("{\"t\":15.0,\"device\":\"probe-1\",\"temp_c\":", at: 4)
    lines.insert("\u{0}\u{1}nonsense", at: 6)
    let broken = try await replay("broken.ndjson", lines)
    #expect(broken.code == 0)
    #expect(broken.output == whole.output)
    #expect(broken.errors.contains(":5: "), "\(broken.errors)")
    #expect(broken.errors.contains(":7: "), "\(broken.errors)")
    #expect(broken.errors.contains("2 broken lines skipped"))
  }

  private func replay(_ name: String, _ lines: [String]) async throws -> KmcdProcess.Ending {
    let trace = try folder.write(name, lines.joined(separator: "\n"))
    return try await KmcdProcess.run(["replay", trace], in: folder)
  }

  @Test(arguments: [
    "", "\n", "nonsense\n", "{\"trace\":2,\"timezone\":\"UTC\",\"dyads\":[]}\n",
    "{\"trace\":1,\"start\":null,\"timezone\":\"Moon/Base\",\"dyads\":[]}\n", "{\"t\":1.0}\n",
    "\u{0}\u{0}\u{0}\u{0}",
  ])
  func aHeaderOfNoUseEndsIt(_ text: String) async throws {
    let trace = try folder.write("bad.ndjson", text)
    let ending = try await KmcdProcess.run(["replay", trace], in: folder)
    #expect(ending.code == 65)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.contains(trace))
  }

  @Test func aMissingFileIsTold() async throws {
    try await expectUnreadable(folder.path("none.ndjson"))
  }

  @Test func aFolderIsNoTrace() async throws {
    try await expectUnreadable(folder.path)
  }

  private func expectUnreadable(_ path: String) async throws {
    let ending = try await KmcdProcess.run(["replay", path], in: folder)
    #expect(ending.code == 66, "\(ending.errors)")
    #expect(ending.output.isEmpty)
    #expect(ending.errors.contains("cannot be read"), "\(ending.errors)")
    #expect(!ending.errors.contains("Error Domain"), "that is for programmers")
  }

  @Test func aReaderThatGoesAwayDoesNoHarm() async throws {
    var lines = [Self.header]
    for second in 1...4000 {
      lines.append(
        "{\"t\":\(second).0,\"assign\":{\"infant\":\"N-\(second)\",\"room\":\"room-1\"}}")
      lines.append("{\"t\":\(second).5,\"release\":\"N-\(second)\"}")
    }
    let trace = try folder.write("long.ndjson", lines.joined(separator: "\n"))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = [
      "-c", "\"$1\" replay \"$2\" 2>\"$3\" | head -n 1 >\"$4\"; exit ${PIPESTATUS[0]}", "bash",
      try KmcdProcess.program(), trace, folder.path("errors"), folder.path("first"),
    ]
    try shell.run()
    let hasEnded = await eventually { !shell.isRunning }
    if !hasEnded { kill(shell.processIdentifier, SIGKILL) }
    try #require(hasEnded)
    // By itself, or by the signal that ends whoever writes into a closed pipe.
    #expect([0, 128 + SIGPIPE].contains(shell.terminationStatus))
    #expect(try folder.text("first").split(separator: "\n").count == 1)
    #expect(try folder.text("errors").isEmpty)
  }

  @Test func theSettingsOfAConfigurationAreTaken() async throws {
    let bedside = try Bedside()
    let file = try bedside.folder.write("kmcd.yaml", bedside.configuration())
    let trace = try bedside.folder.write(
      "cold.ndjson",
      Self.header + "\n"
        + (1...60).map { "{\"t\":\($0).0,\"device\":\"probe-1\",\"temp_c\":35.4}\n" }.joined())
    let slow = try await KmcdProcess.run(["replay", trace], in: bedside.folder)
    let quick = try await KmcdProcess.run(
      ["replay", "--config", file, trace], in: bedside.folder)
    #expect(!slow.lines.contains { $0.contains("hypothermia") })
    #expect(quick.lines.contains { EventLine($0)?.isAlarm("hypothermia", "active") ?? false })
  }
}
