import CareModel
import Foundation
import TestSupport
import Testing

@testable import StationModel

/// The documents between server, page and broker say the same to all of them.
@Suite struct DocumentTests {
  private let bed = StationBed(
    hub: "hub-1", bed: "3", infant: "K-001", contact: .noContact, reason: nil, probability: 0.07,
    provider: nil,
    today: StationBed.Hours(
      contactSeconds: 1, noContactSeconds: 2, unobservedSeconds: 3, coveredSeconds: 6),
    goal: .cannotBeSaid, skinCelsius: nil, isSkinDoubted: false, roomCelsius: 18.2,
    standbySeconds: nil)

  private func alarm(
    _ id: String, _ priority: AlarmPriority = .high, for seconds: Int = 0,
    _ response: StationAlarm.Response? = nil
  ) -> StationAlarm {
    StationAlarm(
      id: AlarmIdentifier(id), hub: "hub-1", subject: "K-001", infant: "K-001", bed: "3",
      room: nil, condition: .hypothermia, alarmClass: .moderate, kind: .physiological,
      priority: priority, since: nil, forSeconds: seconds, response: response)
  }

  private func snapshot(_ alarms: [StationAlarm]) -> StationSnapshot {
    StationSnapshot(
      wall: StationTime(WallTime(milliseconds: 1_768_032_000_250)), clockQuality: .kept,
      goalSeconds: 28_800, sequence: 17,
      hubs: [StationHub(hub: "hub-1", site: "s", ward: "w", isOnline: false, silentSeconds: 0.5)],
      beds: [bed], alarms: alarms, isTest: true)
  }

  @Test func aSnapshotComesBackAsItWas() throws {
    let whole = snapshot([alarm("a"), alarm("b", .low, for: 9, .paused)])
    let data = try JSONEncoder().encode(whole)
    #expect(try JSONDecoder().decode(StationSnapshot.self, from: data) == whole)
  }

  @Test func keysAreAlwaysThereAndWhatIsUnknownIsNull() throws {
    let value = try JSONValue(
      String(decoding: JSONEncoder().encode(snapshot([alarm("a")])), as: UTF8.self))
    #expect(value["wall"] == .string("2026-01-10T08:00:00.250Z"))
    #expect(value["goal_s"] == .number(28_800))
    #expect(value["is_test"] == .boolean(true))
    let bed = try #require(value["beds"]?.list?.first)
    for key in ["reason", "provider", "skin_c", "standby_s"] {
      #expect(bed[key] == .null, "\(key)")
    }
    #expect(bed["contact"] == .string("no-contact"))
    #expect(bed["goal"] == .string("cannot-be-said"))
    #expect(bed["today"]?["unobserved_s"] == .number(3))
    let alarm = try #require(value["alarms"]?.list?.first)
    for key in ["room", "since", "response", "by", "remaining_s"] {
      #expect(alarm[key] == .null, "\(key)")
    }
    #expect(alarm["class"] == .string("moderate"))
    #expect(alarm["kind"] == .string("physiological"))
  }

  @Test func gapsOfAPlotStayGaps() throws {
    let plot = TemperaturePlot(
      infant: "K-001", stepSeconds: 120, until: nil, skinCelsius: [36.4, nil],
      roomCelsius: [nil, 18])
    let data = try JSONEncoder().encode(plot)
    let value = try JSONValue(String(decoding: data, as: UTF8.self))
    #expect(value["skin_c"] == .list([.number(36.4), .null]))
    #expect(value["until"] == .null)
    #expect(try JSONDecoder().decode(TemperaturePlot.self, from: data) == plot)
  }

  @Test func whatNobodyAnsweredComesFirstThenTheLoudestThenTheOldest() {
    let expected = [
      alarm("a", .high, for: 20), alarm("b", .high, for: 10), alarm("c", .medium, for: 99),
      alarm("d", .low, for: 5), alarm("e", .high, for: 500, .acknowledged),
      alarm("f", .low, for: 900, .paused),
    ]
    var chance = SeededGenerator(seed: 7)
    for _ in 0..<50 {
      #expect(snapshot(expected.shuffled(using: &chance)).alarms == expected)
    }
  }

  @Test(arguments: ["yesterday", "2026-13-01T00:00:00Z", "2026-01-10 08:00:00"])
  func aTimeThatIsNoneIsRefused(_ text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(StationTime.self, from: Data("\"\(text)\"".utf8))
    }
  }
}
