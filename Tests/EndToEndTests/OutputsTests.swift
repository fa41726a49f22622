import Foundation
import TestSupport
import Testing

/// The whole daemon on lines of a chip: an alarm is shown where it can be, whatever hangs.
@Suite(.timeLimit(.minutes(2))) struct OutputsTests {
  private static let lines = ["call", "works", "lamp", "buzzer", "buckle"]
  private static let outputs = """
    gpio:
      chip: board
      answer_within_s: 0.5
      check_period_s: 0.5
      retry_at_most_s: 1
      outputs:
        - {name: call-1, kind: nurse-call, line: call}
        - {name: works-1, kind: gateway-failed, line: works}
        - {name: lamp-1, kind: lamp, line: lamp, least_priority: high}
        - {name: buzzer-1, kind: buzzer, line: buzzer}

    """

  /// Runs `body` with a daemon that is counting on all lines, and ends it in order.
  private func withDaemon(
    _ bedside: Bedside, _ chip: OutputsChip, _ configuration: String,
    _ body: (Child) async throws -> Void
  ) async throws {
    let file = try bedside.folder.write("kmcd.yaml", configuration)
    let daemon = try chip.kmcd(["run", "--config", file], log: "daemon.log")
    let isCounting = await eventually {
      let ending = try await KmcdProcess.run(
        ["status", "--json", "--socket", bedside.socket], in: bedside.folder)
      let status = try WardStatus(ending.output)
      return status.beds.first?.state == "contact"
    }
    let said = try bedside.folder.text("daemon.log")
    try #require(isCounting, "\(said)")
    try await body(daemon)
    daemon.end(SIGKILL)
  }

  @Test func theCallEndsWithAnAnswerAndWithTheGateway() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      let chip = try OutputsChip(Self.lines, in: bedside.folder)
      let configuration =
        bedside.configuration() + Self.outputs + Bedside.station(port: calls.port)
      try await withDaemon(bedside, chip, configuration) { daemon in
        #expect(await eventually { try chip.isHigh("call") && chip.isHigh("works") })
        bedside.cool()
        let (identifier, _) = try await bedside.coldAlarm(seenBy: calls)
        #expect(await eventually(within: .seconds(2)) { try !chip.isHigh("call") })
        #expect(await eventually(every: .milliseconds(5)) { try chip.isHigh("buzzer") })
        #expect(try chip.isHigh("works"))
        _ = try await calls.act(
          "alarms/acknowledge", #"{"id":"\#(identifier)","by":"nurse-3"}"#)
        #expect(await eventually(within: .seconds(2)) { try chip.isHigh("call") })
        // A test goes all the way, and takes nothing back of what somebody answered.
        try await bedside.tell("alarm-test", "--by", "nurse-3")
        #expect(await eventually(within: .seconds(2)) { try !chip.isHigh("call") })
        kill(daemon.identifier, SIGTERM)
        #expect(await eventually(within: .seconds(3)) { !daemon.isRunning })
        for line in ["call", "works", "lamp", "buzzer"] {
          #expect(try !chip.isHigh(line) && !chip.isHeld(line), "\(line)")
        }
      }
    }
  }

  /// The relay's chip never answers: page, broker, lamp and buzzer have the alarm all the same.
  @Test func anOutputThatHangsDelaysNobody() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    let broker = try Broker()
    let recorder = try await UplinkRecorder(broker, qualityOfService: 0)
    try await Bedside.with { bedside in
      let chip = try OutputsChip(Self.lines, in: bedside.folder)
      let configuration =
        bedside.configuration(uplinkPort: broker.port) + Self.outputs
        + Bedside.station(port: calls.port)
      try await withDaemon(bedside, chip, configuration) { daemon in
        #expect(await eventually { try chip.isHigh("call") && chip.isHigh("works") })
        let page = try StationConnection(eventsOf: calls.port)
        #expect(await eventually { !page.wards().isEmpty })
        try chip.hang("call", true)
        let failed = try await calls.ward(within: .seconds(4), "told of the relay") {
          $0.alarm("output-failed") != nil
        }
        #expect(failed.alarm("output-failed")?["subject"]?.string == "call-1")
        bedside.cool()
        let seen = try await Self.whenSeen(page, recorder, chip, bedside)
        let spread = try #require(seen.values.max()) - #require(seen.values.min())
        #expect(seen.count == 4 && spread < .seconds(1), "\(seen)")
        #expect(try chip.isHigh("call"), "the line hangs, and was driven")
        try chip.hang("call", false)
        #expect(await eventually(within: .seconds(4)) { try !chip.isHigh("call") })
        _ = try await calls.ward(within: .seconds(4), "well again") {
          $0.alarm("output-failed") == nil
        }
        // Nor does it keep the gateway from ending.
        try chip.hang("call", true)
        _ = try await calls.ward("told again") { $0.alarm("output-failed") != nil }
        let begin = ContinuousClock.now
        kill(daemon.identifier, SIGTERM)
        #expect(await eventually(within: .seconds(6)) { !daemon.isRunning })
        #expect(ContinuousClock.now - begin < .seconds(3.5))
        #expect(try !chip.isHigh("works"))
      }
    }
    recorder.stop()
  }

  /// When each of the others had the alarm of high priority.
  private static func whenSeen(
    _ page: StationConnection, _ recorder: UplinkRecorder, _ chip: OutputsChip,
    _ bedside: Bedside
  ) async throws -> [String: ContinuousClock.Instant] {
    var seen: [String: ContinuousClock.Instant] = [:]
    let stream = try await bedside.watchEvents()
    _ = await eventually(every: .milliseconds(10)) {
      let checks: [(String, Bool)] = [
        ("events", stream.events.contains { $0.string("class") == "moderate" }),
        ("page", page.wards().last?.alarm("hypothermia")?["class"]?.string == "moderate"),
        ("broker", recorder.bodies(of: "alarm").contains { $0.contains("moderate") }),
        ("lamp", try chip.isHigh("lamp")),
      ]
      for (name, isThere) in checks where isThere && seen[name] == nil {
        seen[name] = .now
      }
      return seen.count == checks.count
    }
    return seen
  }

  /// A binder without electronics is a device like any other, at a hub without a single port.
  @Test func aHubOfOneBuckleNeedsNoPort() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    let folder = try ScratchFolder()
    let chip = try OutputsChip(Self.lines, in: folder)
    let socket = folder.path("kmcd.sock")
    let file = try folder.write(
      "kmcd.yaml",
      """
      version: 1
      site: {site: test, ward: kmc, hub: hub-1}
      time: {zone: UTC}
      store: {path: \(folder.path("kmcd.sqlite"))}
      control: {socket: \(socket)}
      station: {port: \(calls.port)}
      gpio:
        chip: board
        buckles: [{device: buckle-1, line: buckle, report_period_s: 1}]

      """)
    let daemon = try chip.kmcd(["run", "--config", file], log: "daemon.log")
    let isReady = await eventually { try await calls.get("/readyz").status == 200 }
    let said = try folder.text("daemon.log")
    try #require(isReady, "\(said)")
    let wrong = try await KmcdProcess.run(
      ["assign", "K-001", "--binder", "buckle-2", "--socket", socket], in: folder)
    #expect(wrong.code != 0 && wrong.errors.contains("buckle-1"), "\(wrong.errors)")
    let assigned = try await KmcdProcess.run(
      ["assign", "K-001", "--bed", "1", "--binder", "buckle-1", "--socket", socket], in: folder)
    try #require(assigned.code == 0, "\(assigned.errors)")
    let record = try KmcdProcess(["record", "--socket", socket], in: folder)
    for isClosed in [true, false] {
      try chip.pull("buckle", isClosed)
      let isSeen = await eventually {
        record.events.last { $0.string("device") == "buckle-1" }?.text
          .contains("\"clasp\":\(isClosed)") ?? false
      }
      #expect(isSeen, "\(record.output)")
    }
    #expect(try await calls.ward().bed(of: "K-001")?["bed"]?.string == "1")
    daemon.end(SIGTERM)
    record.kill()
  }

  /// The gateway's own alarms call at a bed, and the bed's button answers them.
  @Test func whatFailsAtTheGatewayIsHeardAtABedThatHasTheOnlyRelay() async throws {
    try await Bedside.with { bedside in
      let chip = try OutputsChip(["call", "button"], in: bedside.folder)
      let gpio = """
        gpio:
          chip: board
          check_period_s: 0.5
          retry_at_most_s: 1
          outputs:
            - {name: call-1, kind: nurse-call, line: call, bed: "1"}
            - {name: lamp-1, kind: lamp, line: nowhere}
          buttons:
            - {name: button-1, line: button, bed: "1", long_press_s: 0.5}
            - {name: button-2, line: nowhere-else, bed: "2"}

        """
      try await withDaemon(bedside, chip, bedside.configuration() + gpio) { _ in
        let status = try await bedside.status("two that fail") { status in
          status.alarms.count { $0.condition == "output-failed" } == 2
        }
        #expect(Set(status.alarms.map(\.subject)) == ["lamp-1", "button-2"])
        #expect(await eventually { try chip.isHeld("call") && !chip.isHigh("call") })
        try chip.pull("button", true)
        _ = try await bedside.status("answered at the bed") { status in
          status.alarms.allSatisfy { $0.response == "acknowledged" }
        }
        try chip.pull("button", false)
        #expect(await eventually { try chip.isHigh("call") })
      }
    }
  }

  /// Watched at each millisecond: a panel that latches its calls would keep a short one.
  @Test func aChangeOfTheConfigurationIsNoCall() async throws {
    try await Bedside.with { bedside in
      let chip = try OutputsChip(Self.lines, in: bedside.folder)
      let configuration = bedside.configuration() + Self.outputs
      try await withDaemon(bedside, chip, configuration) { daemon in
        #expect(await eventually { try chip.isHigh("call") && chip.isHigh("works") })
        let looks = Locked((count: 0, call: 0, works: 0))
        let looking = Thread {
          while !Thread.current.isCancelled {
            let isHigh = (try? chip.isHigh("call")) ?? false
            let works = (try? chip.isHigh("works")) ?? false
            looks.change {
              $0 = ($0.count + 1, $0.call + (isHigh ? 0 : 1), $0.works + (works ? 0 : 1))
            }
            usleep(1000)
          }
        }
        looking.start()
        defer { looking.cancel() }
        let changed = configuration.replacing(
          "least_priority: high", with: "least_priority: medium")
        _ = try bedside.folder.write("kmcd.yaml", changed)
        kill(daemon.identifier, SIGHUP)
        let isOther = await eventually {
          try bedside.folder.text("daemon.log").contains("the changed configuration is in force")
        }
        let said = try bedside.folder.text("daemon.log")
        #expect(isOther, "\(said)")
        #expect(await eventually { try chip.isHigh("call") && chip.isHigh("works") })
        try await Task.sleep(for: .milliseconds(500))
        #expect(looks.value.count > 100)
        #expect(looks.value.call == 0)
        #expect(looks.value.works == 0, "the gateway has not failed")
      }
    }
  }

  /// A page that nobody can open is told at the outputs, and opens when it can.
  @Test func aPageThatCannotBeServedIsAnAlarm() async throws {
    let (taken, port) = LocalSocket.listen()
    try await Bedside.with { bedside in
      _ = try await bedside.start(bedside.configuration() + Bedside.station(port: port))
      let failed = try await bedside.status("told") { $0.alarm("output-failed") != nil }
      #expect(failed.alarm("output-failed")?.subject == "station-page")
      close(taken)
      _ = try await bedside.status("served") { $0.alarm("output-failed") == nil }
      #expect(try await StationCalls(port: port).get("/healthz").status == 200)
    }
    try await Bedside.with { bedside in
      let tokens = try bedside.folder.write("tokens", "")
      chmod(tokens, 0o644)
      let page = "station: {port: \(port), tokens: \(tokens)}\n"
      _ = try await bedside.start(bedside.configuration() + page)
      let failed = try await bedside.status("told") { $0.alarm("output-failed") != nil }
      #expect(failed.alarm("output-failed")?.subject == "station-page")
    }
  }
}
