import CareModel
import Configuration
import StationFixture
import StationModel
import Testing

@testable import Station

/// What people do reaches the ward as it was asked, and the log says who did it.
@Suite struct ActTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var path: String
    var body: String
    var action: StationAction
    var words: String
    var testDescription: String { words }
  }

  static let cases = [
    Case(
      path: "alarms/acknowledge", body: #"{"id":"b/K-001/hypothermia/1","by":"nurse-3"}"#,
      action: .acknowledge("b/K-001/hypothermia/1", by: "nurse-3"),
      words: "acknowledge b/K-001/hypothermia/1"),
    Case(
      path: "alarms/pause", body: #"{"id":"b/K-001/hypothermia/1","by":"nurse-3"}"#,
      action: .pause("b/K-001/hypothermia/1", by: "nurse-3"),
      words: "pause b/K-001/hypothermia/1"),
    Case(
      path: "alarms/pause", body: #"{"id":null,"by":"nurse-3"}"#,
      action: .pause(nil, by: "nurse-3"), words: "pause everything"),
    Case(
      path: "standby", body: #"{"infant":"K-001","for_s":1800,"by":"nurse-3"}"#,
      action: .standby("K-001", length: .minutes(30), by: "nurse-3"),
      words: "standby of K-001 for 1800.0 s"),
    Case(
      path: "standby", body: #"{"infant":"K-001","for_s":0,"by":"nurse-3"}"#,
      action: .standby("K-001", length: .zero, by: "nurse-3"), words: "end standby of K-001"),
    Case(
      path: "alarm-test", body: #"{"by":"nurse-3"}"#, action: .alarmTest(by: "nurse-3"),
      words: "test the alarms"),
  ]

  @Test(arguments: cases)
  func anActReachesTheWardAndTheLog(_ row: Case) async throws {
    try await RunningStation.serve { station in
      if case .acknowledge = row.action { station.ward.answer = .unknownTarget("gone") }
      if case .pause(_?, _) = row.action { station.ward.answer = .unknownTarget("gone") }
      let reply = try await station.client.act("/api/v1/\(row.path)", row.body)
      #expect(station.ward.actions == [row.action])
      let audit = try #require(station.audits.first)
      #expect(audit.action == row.action)
      #expect(audit.description.hasPrefix("nurse-3 (this machine) from 127.0.0.1: \(row.words): "))
      #expect(reply.status == (station.ward.answer == .done ? 200 : 404))
      #expect(audit.description.hasSuffix(reply.status == 200 ? "done" : "refused (404): gone"))
    }
  }

  @Test func nobodyAcknowledgesWorseThanHeSaw() async throws {
    try await RunningStation.serve { station in
      let alarm = station.ward.raise(.medium)
      station.ward.change { $0.alarms[0].priority = .high }
      func acknowledge(_ seen: String) async throws -> Int {
        try await station.client.act(
          "/api/v1/alarms/acknowledge",
          #"{"id":"\#(alarm)","priority":"\#(seen)","by":"nurse-3"}"#
        ).status
      }
      let late = try await acknowledge("medium")
      #expect(late == 409)
      #expect(station.ward.actions.isEmpty)
      // What is high already gets worse all the same.
      station.ward.change { $0.alarms[0].alarmClass = .severe }
      func acknowledge(severe seen: String) async throws -> Int {
        try await station.client.act(
          "/api/v1/alarms/acknowledge",
          #"{"id":"\#(alarm)","priority":"high","class":"\#(seen)","by":"nurse-3"}"#
        ).status
      }
      #expect(try await acknowledge(severe: "moderate") == 409)
      #expect(station.ward.actions.isEmpty)
      #expect(try await acknowledge(severe: "severe") == 200)
    }
  }

  @Test(arguments: [
    (StationActionResult.unknownTarget("gone"), 404), (.refused("not now"), 409),
    (.unreachable("hub-1 is away"), 503),
  ])
  func whatTheWardRefusesComesBackInWords(
    _ result: StationActionResult, _ status: Int
  ) async throws {
    try await RunningStation.serve { station in
      station.ward.answer = result
      let reply = try await station.client.act("/api/v1/alarm-test", #"{"by":"n"}"#)
      #expect(reply.status == status)
      #expect(reply.body.hasPrefix(#"{"problem":""#))
      #expect(station.audits.first?.outcome != .done)
    }
  }

  @Test(arguments: [
    ("standby", #"{"infant":"K-001","for_s":14401,"by":"n"}"#),
    ("standby", #"{"infant":"K-001","for_s":-1,"by":"n"}"#),
    ("standby", #"{"infant":"K 001","for_s":60,"by":"n"}"#),
    ("standby", #"{"infant":"K-001","for_s":60}"#),
    ("alarms/acknowledge", #"{"id":"a\nlog: all is well","by":"n"}"#),
    ("alarms/acknowledge", #"{"id":"","by":"n"}"#),
    ("alarms/acknowledge", #"{"id":null,"by":"n"}"#),
    ("alarms/pause", #"{"id":"a","by":"Mrs Li, bed 3"}"#),
    ("alarm-test", #"{"by":""}"#), ("alarm-test", "{"), ("alarm-test", ""),
    ("alarm-test", #"["by"]"#),
  ])
  func whatMakesNoSenseIsRefused(_ path: String, _ body: String) async throws {
    try await RunningStation.serve { station in
      let reply = try await station.client.act("/api/v1/\(path)", body)
      #expect(reply.status == 400)
      #expect(station.ward.actions.isEmpty)
      #expect(station.audits.count == 1)
      let log = station.notices.map(\.description).joined()
      #expect(!log.contains("Li") && !log.contains("all is well"))
    }
  }

  @Test func aBodyThatIsTooLongIsRefused() async throws {
    var configuration = StationConfiguration()
    configuration.bodyBytesAtMost = 256
    try await RunningStation.serve(configuration) { station in
      let body = #"{"by":"\#(String(repeating: "n", count: 300))"}"#
      let reply = try await station.client.act("/api/v1/alarm-test", body)
      #expect(reply.status == 413)
      #expect(station.ward.actions.isEmpty)
    }
  }

  @Test func whoActsTooOftenWaits() async throws {
    var configuration = StationConfiguration()
    configuration.actsPerMinute = 2
    try await RunningStation.serve(configuration) { station in
      var statuses: [Int] = []
      for _ in 0..<4 {
        statuses.append(
          try await station.client.act("/api/v1/alarm-test", #"{"by":"n"}"#).status)
      }
      #expect(statuses == [200, 200, 429, 429])
      #expect(station.ward.actions.count == 2)
      #expect(station.audits.count == 4)
    }
  }
}
