import Foundation
import TestSupport
import Testing

/// Two hubs of a ward on one page, over a real broker.
@Suite(.timeLimit(.minutes(3))) struct StationBrokerTests {
  private static func hub(_ number: Int, _ bedside: Bedside, _ broker: Broker) -> String {
    bedside.configuration(
      uplinkPort: broker.port,
      ["stations": "on", "station_again_s": "1", "station_silent_s": "5"]
    )
    .replacingOccurrences(of: "settings:\n", with: "settings:\n  alarm_test_s: 3\n")
    .replacingOccurrences(of: "hub: hub-1", with: "hub: hub-\(number)")
    .replacingOccurrences(of: "K-001", with: "K-00\(number)")
  }

  @Test func twoHubsShareAPageAndAnswersGoBack() async throws {
    let broker = try Broker()
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { first in
      try await Bedside.with { second in
        _ = try await first.start(Self.hub(1, first, broker))
        let killed = try await second.start(Self.hub(2, second, broker))
        let station = try first.child([
          "station", "--broker", "127.0.0.1:\(broker.port)", "--no-tls", "--site", "test",
          "--ward", "kmc", "--listen", "127.0.0.1:\(calls.port)",
        ])
        let ward = try await calls.ward("both hubs, both in contact") { ward in
          ["K-001", "K-002"].allSatisfy {
            ward.bed(of: $0)?["contact"]?.string == "contact"
          }
        }
        #expect(ward.isOnline("hub-1") && ward.isOnline("hub-2"))
        #expect(ward.bed(of: "K-002")?["hub"]?.string == "hub-2")
        try await checkTests(calls, first)
        try await checkSilence(calls, first)
        try await checkAnswers(calls, first, second)
        killed.kill()
        let without = try await calls.ward("without the killed hub") { !$0.isOnline("hub-2") }
        #expect(without.isOnline("hub-1"))
        #expect(without.bed(of: "K-002") != nil, "a bed must not vanish with its hub")
        let begin = ContinuousClock.now
        station.send(SIGTERM)
        #expect(try await station.ending().code == 0, "\(station.errors)")
        #expect(ContinuousClock.now - begin < .seconds(2.5))
      }
    }
  }

  /// A gateway that begins anew forgets its test; the command must not say that all is well.
  @Test func aTestThatAReloadForgetsIsNoSuccess() async throws {
    let broker = try Broker()
    try await Bedside.with { bedside in
      let patient = Self.hub(1, bedside, broker).replacingOccurrences(
        of: "station_silent_s: 5", with: "station_silent_s: 60")
      let daemon = try await bedside.start(patient)
      let test = try bedside.child(["alarm-test", "--socket", bedside.socket])
      #expect(await eventually { test.errors.contains("show the test now") })
      _ = try bedside.folder.write(
        "kmcd-0.yaml", patient.replacingOccurrences(of: "alarm_test_s: 3", with: "alarm_test_s: 4"))
      daemon.send(SIGHUP)
      let ending = try await test.ending()
      // It may ask in the very moment of the change, when nobody answers.
      #expect([1, 69].contains(ending.code) && test.output.isEmpty, "\(test.output)")
      if ending.code == 1 { #expect(test.errors.contains("begun anew"), "\(test.errors)") }
    }
  }

  /// An alarm test goes all the way to the screen of the station, or says that it does not.
  private func checkTests(_ calls: StationCalls, _ bedside: Bedside) async throws {
    // Of 3 s, while a station has 5 s to show it.
    let alone = try bedside.child(["alarm-test", "--by", "nurse-9", "--socket", bedside.socket])
    #expect(try await alone.ending().code == 1)
    #expect(alone.output.contains("NO STATION HAS SHOWN IT"), "\(alone.output)")
    _ = try await bedside.status("unreachable") { $0.alarm("station-unreachable") != nil }
    let page = try StationConnection(eventsOf: calls.port)
    let seen = try bedside.child(["alarm-test", "--by", "nurse-9", "--socket", bedside.socket])
    let drawing = Task { try await calls.drawOnAndOn(page) }
    defer { drawing.cancel() }
    #expect(try await seen.ending().code == 0)
    #expect(seen.output.contains("a station has shown it"), "\(seen.output)")
    #expect(page.wards().contains { $0.isTest })
    _ = try await bedside.status("reached") { $0.alarm("station-unreachable") == nil }
  }

  /// Nobody looks at the page: the hub says so at the bed, until somebody does.
  private func checkSilence(_ calls: StationCalls, _ bedside: Bedside) async throws {
    bedside.cool()
    let alarmed = try await bedside.status("cold") { $0.alarm("hypothermia") != nil }
    #expect(alarmed.alarm("station-unreachable") == nil)
    _ = try await bedside.status("unreachable") { $0.alarm("station-unreachable") != nil }
    #expect(try await calls.ward().alarm("station-unreachable") != nil)
    let page = try StationConnection(eventsOf: calls.port)
    // A stream that somebody takes is no screen yet.
    let end = ContinuousClock.now + .seconds(3)
    while ContinuousClock.now < end {
      page.listen()
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(page.wards().last?.alarm("hypothermia") != nil)
    #expect(try await bedside.status().alarm("station-unreachable") != nil)
    let drawing = Task { try await calls.drawOnAndOn(page) }
    defer { drawing.cancel() }
    _ = try await bedside.status("reached") { $0.alarm("station-unreachable") == nil }
  }

  /// Each answer reaches the hub whose alarm it is, and no other.
  private func checkAnswers(
    _ calls: StationCalls, _ first: Bedside, _ second: Bedside
  ) async throws {
    let page = try StationConnection(eventsOf: calls.port)
    second.cool()
    let (identifier, alarm) = try await second.coldAlarm(seenBy: calls, hub: "hub-2")
    #expect(alarm["infant"]?.string == "K-002")
    let reply = try await calls.act(
      "alarms/acknowledge", #"{"id":"\#(identifier)","by":"nurse-9"}"#)
    #expect(reply.status == 200, "\(reply)")
    _ = try await second.status(within: .seconds(3), "answered") {
      $0.alarm("hypothermia")?.response == "acknowledged"
    }
    #expect(try await first.status().alarm("hypothermia")?.response == nil)
    let ward = try await calls.ward(within: .seconds(3), "answered on the page") {
      $0.alarm("hypothermia", of: "hub-2")?["by"]?.string == "nurse-9"
    }
    #expect(ward.alarm("hypothermia", of: "hub-1")?["response"] == .null)
    // Standby and a test of everything go back as well.
    let standby = try await calls.act(
      "standby", #"{"infant":"K-001","for_s":600,"by":"nurse-9"}"#)
    #expect(standby.status == 200, "\(standby)")
    _ = try await calls.ward(within: .seconds(3), "standby") {
      ($0.bed(of: "K-001")?["standby_s"]?.number ?? 0) > 500
    }
    page.listen()
    #expect(!page.isOver)
  }
}
