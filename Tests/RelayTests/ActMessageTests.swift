import CareModel
import StationModel
import TestSupport
import Testing

@testable import Relay

/// What of stations' messages can be read, and what is refused.
@Suite struct ActMessageTests {
  private static let good = """
    {"schema":"kmc/act/1","id":"desk-1f-1","station":"desk","boot":"b1-1","sequence":7,\
    "act":"acknowledge","alarm_id":"b1-1/K-001/hypothermia/1000","by":"nurse-3"}
    """

  private static let actions: [StationAction] = [
    .acknowledge("b1-1/K-001/hypothermia/1000", by: "nurse-3"),
    .pause("b1-1/K-001/hypothermia/-5", by: "nurse-3"), .pause(nil, by: "n"),
    .standby("K-001", length: .minutes(30), by: "n"), .standby("K-001", length: .zero, by: "n"),
    .alarmTest(by: "n"),
  ]

  @Test(arguments: actions) func whatIsWrittenIsRead(action: StationAction) throws {
    let act = ActMessage(
      identifier: "desk-1f-1", station: "desk", boot: "b1-1", sequence: 7, action: action)
    #expect(try ActMessage(act.body) == act)
    let schema = try JSONSchema(named: "act")
    let value = try JSONValue(String(decoding: act.body, as: UTF8.self))
    #expect(try schema.problems(with: value) == [])
  }

  @Test func theSampleIsGood() throws {
    #expect(try ActMessage(Array(Self.good.utf8)).action == Self.actions[0])
  }

  /// Each is the good one with something changed.
  private static let bad: [(String, String, String)] = [
    ("kmc/act/1", "kmc/act/2", "schema"),
    ("\"id\":\"desk-1f-1\",", "", "id"),
    ("desk-1f-1", "a b", "id"),
    ("\"sequence\":7", "\"sequence\":0", "sequence"),
    ("\"sequence\":7", "\"sequence\":7.5", "sequence"),
    ("\"sequence\":7", "\"sequence\":\"7\"", "sequence"),
    ("\"sequence\":7", "\"sequence\":1e300", "sequence"),
    ("\"station\":\"desk\"", "\"station\":\"\"", "station"),
    ("\"station\":\"desk\"", "\"station\":\"de\\nsk\"", "station"),
    ("\"act\":\"acknowledge\"", "\"act\":\"discharge\"", "act"),
    ("\"act\":\"acknowledge\"", "\"act\":\"alarm-test\"", "alarm_id"),
    ("\"act\":\"acknowledge\"", "\"act\":\"standby\"", "alarm_id"),
    ("\"by\":\"nurse-3\"", "\"by\":\"Nurse Mary\"", "by"),
    ("\"by\":\"nurse-3\"", "\"by\":null", "by"),
    (",\"by\":\"nurse-3\"", "", "by"),
    ("\"by\":", "\"force\":true,\"by\":", "force"),
    ("\"by\":", "\"by\":\"nurse-1\",\"by\":", "twice"),
    ("\"by\":", "\"for_s\":5,\"by\":", "for_s"),
    ("{", "[", "such a message"),
    ("}", "} {}", "such a message"),
    ("}", "", "such a message"),
  ]

  @Test(arguments: bad) func anythingElseIsRefusedByName(
    old: String, new: String, named: String
  ) {
    #expect(Self.good.contains(old))
    let text = Self.good.replacing(old, with: new, maxReplacements: 1)
    do throws(RelayRefusal) {
      _ = try ActMessage(Array(text.utf8))
      Issue.record("taken: \(text)")
    } catch {
      #expect(error.reason.contains(named), "\(error.reason)")
    }
  }

  @Test func theNameOfABadActIsFoundForTheAnswer() {
    let bad = Self.good.replacing("\"by\":", with: "\"force\":[1,{\"a\":2}],\"by\":")
    #expect(ActMessage.identifier(of: Array(bad.utf8)) == "desk-1f-1")
    #expect(ActMessage.identifier(of: Array("{\"id\":\"a b\"}".utf8)) == nil)
    #expect(ActMessage.identifier(of: Array("nonsense".utf8)) == nil)
  }

  @Test func noBytesEndTheProgram() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20_000 {
      var bytes = Array(Self.good.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      if Bool.random(using: &random) {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      }
      _ = try? ActMessage(bytes)
      _ = try? ConfirmMessage(bytes)
      _ = try? ActedMessage(bytes)
      _ = try? StationMessage(bytes)
      _ = ActMessage.identifier(of: bytes)
    }
  }

  @Test func largeOrLongIsRefused() {
    let long = Self.good + String(repeating: " ", count: 3000)
    #expect(throws: RelayRefusal.self) { try ActMessage(Array(long.utf8)) }
    let many = (0..<2000).map { "\"a\($0)\"" }.joined(separator: ",")
    let confirm = """
      {"schema":"kmc/confirm/1","station":"d","boot":"b","sequence":1,"shown":[\(many)]}
      """
    #expect(throws: RelayRefusal.self) { try ConfirmMessage(Array(confirm.utf8)) }
  }

  @Test(arguments: [
    StationActionResult.done, .refused("too late"), .unknownTarget("none \"such\""),
    .unreachable(""),
  ]) func answersAreReadAsWritten(result: StationActionResult) throws {
    let acted = ActedMessage(identifier: "x", result: result)
    #expect(try ActedMessage(acted.body) == acted)
    let value = try JSONValue(String(decoding: acted.body, as: UTF8.self))
    #expect(try JSONSchema(named: "acted").problems(with: value) == [])
  }

  @Test func confirmationsAreReadAsWritten() throws {
    let confirm = ConfirmMessage(
      station: "desk", boot: "b1-1", sequence: 5, shown: ["b1-1/K-001/hypothermia/1", "x"])
    #expect(try ConfirmMessage(confirm.body) == confirm)
    let value = try JSONValue(String(decoding: confirm.body, as: UTF8.self))
    #expect(try JSONSchema(named: "confirm").problems(with: value) == [])
  }

  @Test func theWardIsReadAsWritten() throws {
    let snapshot = SampleWard.snapshot(
      alarms: [
        SampleWard.alarm("hypothermia", response: .paused, remaining: 5), SampleWard.alarm("x"),
      ], isTest: true)
    let message = SampleWard.message(
      snapshot, sequence: 3, at: 12.5, unconfirmed: [SampleWard.alarm("x").id])
    let body = try message.body(of: SampleWard.address)
    #expect(try StationMessage(body) == message)
    let value = try JSONValue(String(decoding: body, as: UTF8.self))
    #expect(try JSONSchema(named: "station").problems(with: value) == [])
  }

  @Test func aTemperatureThatIsNoNumberIsRefusedNotSent() {
    let message = SampleWard.message(SampleWard.snapshot(beds: [SampleWard.bed(skin: .nan)]))
    #expect(throws: RelayRefusal.self) { try message.body(of: SampleWard.address) }
  }
}
