import CareLogic
import CareModel
import Testing

@testable import GatewayCore
@testable import StationModel

/// What the ward holds is what the page is told.
@Suite struct WardViewTests {
  private let hub = StationHub(hub: "hub-1", site: "s", ward: "w")

  private func snapshot(_ view: WardView) -> StationSnapshot {
    StationSnapshot(view, hub: hub, goal: .hours(8), sequence: 3, isTest: false)
  }

  private func bed(_ edit: (inout WardView.Bed) -> Void = { _ in }) -> WardView.Bed {
    var totals = LedgerTotals()
    totals.contact = .seconds(90.7)
    totals.unobserved = .seconds(10)
    var bed = WardView.Bed(
      infant: "K-001", bed: nil, contact: .contact, probability: 0.93, today: totals,
      skin: Celsius(35.949), skinIsDoubted: false, axillaryOffset: nil, room: nil, goal: nil)
    edit(&bed)
    return bed
  }

  private func view(_ beds: [WardView.Bed], _ alarms: [WardView.Alarm] = []) -> WardView {
    WardView(
      at: Instant(seconds: 1000), wall: WallTime(milliseconds: 1_768_032_000_000),
      clockQuality: .kept, beds: beds, alarms: alarms)
  }

  @Test func aBedIsShownAsItIsJudged() throws {
    let shown = try #require(snapshot(view([bed()])).beds.first)
    #expect(shown.bed == "K-001")
    #expect(shown.skinCelsius == 35.9)
    #expect(shown.roomCelsius == nil)
    #expect(shown.provider == nil)
    #expect(shown.today.contactSeconds == 90)
    #expect(shown.today.coveredSeconds == 100)
    #expect(shown.contact == .contact && shown.reason == nil)
  }

  @Test func whyNothingIsKnownIsSaid() throws {
    let shown = try #require(
      snapshot(view([bed { $0.contact = .unobserved("binder-1 silent") }])).beds.first)
    #expect(shown.contact == .unobserved)
    #expect(shown.reason == "binder-1 silent")
  }

  @Test func standbyCountsDown() throws {
    let standby = WardView.Standby(
      from: .zero, until: Instant(seconds: 1095), by: "nurse-3")
    let shown = try #require(snapshot(view([bed { $0.standby = standby }])).beds.first)
    #expect(shown.standbySeconds == 95)
  }

  private func alarm(
    _ response: ResponseEvent.Response?, until: Instant? = nil
  ) -> WardView.Alarm {
    var alarm = WardView.Alarm(
      identifier: "b/K-001/hypothermia/1", subject: .infant("K-001"), infant: "K-001",
      condition: .hypothermia, alarmClass: .moderate, priority: .high,
      since: Instant(seconds: 400), response: response)
    alarm.by = "nurse-3"
    alarm.until = until
    alarm.kind = .physiological
    return alarm
  }

  @Test func anAlarmSaysSinceWhenAndWhatHolds() throws {
    let shown = try #require(
      snapshot(view([], [alarm(.paused, until: Instant(seconds: 1100))])).alarms.first)
    #expect(shown.forSeconds == 600)
    #expect(shown.since == StationTime(WallTime(milliseconds: 1_768_031_400_000)))
    #expect(shown.response == .paused && shown.by == "nurse-3" && shown.remainingSeconds == 100)
    #expect(shown.kind == .physiological)
  }

  /// What rings again is unanswered, whoever answered it before.
  @Test(arguments: [ResponseEvent.Response.reminder, .escalated, nil])
  func whatRingsAgainIsUnanswered(_ response: ResponseEvent.Response?) throws {
    let shown = try #require(
      snapshot(view([], [alarm(response, until: Instant(seconds: 1100))])).alarms.first)
    #expect(shown.response == nil && shown.by == nil && shown.remainingSeconds == nil)
  }
}
