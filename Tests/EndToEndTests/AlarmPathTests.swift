import Foundation
import Store
import TestSupport
import Testing

/// An alarm from the probe to whoever sits at the page, and the answer back.
@Suite(.timeLimit(.minutes(2))) struct AlarmPathTests {
  private static let person = #""by":"nurse-3""#

  @Test func aColdInfantIsSeenAnsweredAndRecorded() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      let daemon = try await bedside.startSeen(by: calls)
      let stream = try StationConnection(eventsOf: calls.port)
      #expect(await eventually { !stream.wards().isEmpty })
      bedside.cool()
      let (identifier, alarm) = try await bedside.coldAlarm(seenBy: calls)
      #expect(alarm["priority"]?.string == "high" && alarm["bed"]?.string == "1")
      #expect(alarm["response"] == .null && alarm["infant"]?.string == "K-001")
      #expect(
        await eventually(within: .seconds(2)) {
          stream.wards().last?.alarm("hypothermia")?["id"]?.string == identifier
        }, "the page was not told")

      try await refuseForgeries(calls, identifier)
      #expect(try await calls.ward().alarm("hypothermia")?["response"] == .null)
      let answer = try await calls.act(
        "alarms/acknowledge", #"{"id":"\#(identifier)",\#(Self.person)}"#)
      #expect(answer.status == 200, "\(answer)")
      let answered = try await calls.ward().alarm("hypothermia")
      #expect(answered?["response"]?.string == "acknowledged")
      #expect(answered?["by"]?.string == "nurse-3")
      #expect((answered?["remaining_s"]?.number ?? 0) > 500)
      #expect(
        await eventually(within: .seconds(2)) {
          stream.wards().last?.alarm("hypothermia")?["by"]?.string == "nurse-3"
        })

      try await checkRecords(calls, identifier)
      let audited = "nurse-3 (this machine) from 127.0.0.1: acknowledge \(identifier): done"
      #expect(await eventually { daemon.errors.contains(audited) }, "\(daemon.errors)")
      #expect(daemon.errors.contains("refused (403)"))
    }
  }

  /// What no page of ours sends changes nothing.
  private func refuseForgeries(_ calls: StationCalls, _ identifier: String) async throws {
    let body = #"{"id":"\#(identifier)",\#(Self.person)}"#
    let forged: [(headers: [String: String], status: Int)] = [
      (["X-KMC-Act": ""], 403), (["Content-Type": "text/plain"], 415),
      (["Origin": "http://elsewhere.example"], 403), (["Sec-Fetch-Site": "cross-site"], 403),
    ]
    for (headers, status) in forged {
      let reply = try await calls.act("alarms/acknowledge", body, headers)
      #expect(reply.status == status, "\(headers): \(reply)")
    }
    let wrong: [(path: String, body: String, status: Int)] = [
      ("alarms/acknowledge", #"{"id":"never",\#(Self.person)}"#, 404),
      ("alarms/acknowledge", #"{"id":"\#(identifier)","by":"<b>"}"#, 400),
      ("standby", #"{"infant":"K-009","for_s":60,\#(Self.person)}"#, 404),
      ("alarms/pause", "[]", 400),
    ]
    for (path, body, status) in wrong {
      let reply = try await calls.act(path, body)
      #expect(reply.status == status, "\(path) \(body): \(reply)")
      #expect(try reply.json()["problem"]?.string?.isEmpty == false)
    }
  }

  /// The answer is in the store, and the history that the page shows comes from there.
  private func checkRecords(_ calls: StationCalls, _ identifier: String) async throws {
    var records: [JSONValue] = []
    let isThere = await eventually {
      records = try await calls.get("/api/v1/alarms").json().list ?? []
      return records.contains { $0["state"]?.string == "acknowledged" }
    }
    #expect(isThere, "\(records)")
    let answer = records.first { $0["state"]?.string == "acknowledged" }
    #expect(answer?["id"]?.string == identifier && answer?["by"]?.string == "nurse-3")
    #expect(answer?["condition"]?.string == "hypothermia")
    #expect(answer?["subject"]?.string == "K-001" && answer?["hub"]?.string == "hub-1")
    #expect(records.contains { $0["state"]?.string == "active" })
  }

  @Test func anInfantInStandbyIsNotAlarmedAndIsAtItsEnd() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      _ = try await bedside.start(bedside.configuration() + Bedside.station(port: calls.port))
      let start = #"{"infant":"K-001","for_s":600,\#(Self.person)}"#
      #expect(try await calls.act("standby", start).status == 200)
      let ward = try await calls.ward("standby") {
        ($0.bed(of: "K-001")?["standby_s"]?.number ?? 0) > 500
      }
      #expect(ward.alarm("hypothermia") == nil)
      bedside.cool()
      _ = try await calls.ward("cold") {
        ($0.bed(of: "K-001")?["skin_c"]?.number ?? 99) < 35.8
      }
      #expect(try await calls.ward().alarm("hypothermia") == nil)
      try await bedside.tell("standby", "K-001", "--minutes", "0", "--by", "nurse-3")
      _ = try await calls.ward("alarmed at the end") { $0.alarm("hypothermia") != nil }
    }
  }

  /// A test is shown as one, ends by itself, and answers nothing that stands.
  @Test func anAlarmTestIsMarkedAndEnds() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      _ = try await bedside.start(
        bedside.configuration(settings: ["alarm_test_s": 3])
          + Bedside.station(port: calls.port))
      #expect(try await !calls.ward().isTest)
      #expect(try await calls.act("alarm-test", "{\(Self.person)}").status == 200)
      #expect(try await calls.ward().isTest)
      _ = try await calls.ward("over") { !$0.isTest }
      try await bedside.tell("alarm-test", "--by", "nurse-3")
      #expect(try await calls.ward().isTest)
    }
  }

  /// A disk with less room than is asked for is an alarm, and is none once less is asked for.
  @Test func aDiskThatFillsIsAnAlarm() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      let modest = bedside.configuration() + Bedside.station(port: calls.port)
      let greedy = modest.replacingOccurrences(
        of: "least_free_mb: 0", with: "least_free_mb: 1000000")
      let daemon = try await bedside.start(greedy)
      let ward = try await calls.ward("filling") { $0.alarm("disk-filling") != nil }
      #expect(ward.alarm("disk-filling")?["kind"]?.string == "technical")
      _ = try bedside.folder.write("kmcd-0.yaml", modest)
      daemon.send(SIGHUP)
      _ = try await calls.ward("room again") { $0.alarm("disk-filling") == nil }
    }
  }
}
