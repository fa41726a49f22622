import CareModel
import StationModel
import Testing

@testable import Relay

/// What a station remembers of what it heard: plots, days, the alarm history.
@Suite struct StationMemoriesTests {
  @Test func aPlotHasGapsWhereNothingWasSeen() throws {
    var plots = PlotMemory()
    plots.take([SampleWard.bed(skin: 36.0)], of: "h1", at: .s(0))
    plots.take([SampleWard.bed(skin: 36.4)], of: "h1", at: .s(60))
    plots.take([SampleWard.bed(skin: nil)], of: "h1", at: .s(130))
    plots.take([SampleWard.bed(skin: 35.0)], of: "h1", at: .s(480))
    let plot = try #require(
      plots.plot(
        of: "K-001", at: "h1", hours: 1, wall: WallTime(milliseconds: 480_000), at: .s(480)))
    #expect(plot.stepSeconds == 120)
    #expect(plot.skinCelsius.count == 30 && plot.roomCelsius.count == 30)
    #expect(plot.skinCelsius.suffix(5) == [36.2, nil, nil, nil, 35.0])
    #expect(plot.roomCelsius.suffix(5) == [23.1, 23.1, nil, nil, 23.1])
    #expect(plot.until?.wall.milliseconds == 600_000)
    #expect(plots.plot(of: "K-002", at: "h1", hours: 1, wall: nil, at: .s(480)) == nil)
  }

  @Test func twoHubsWithOnePseudonymHaveTwoPlots() throws {
    var plots = PlotMemory()
    plots.take([SampleWard.bed(skin: 36.0)], of: "h1", at: .s(0))
    plots.take([SampleWard.bed(skin: 33.0)], of: "h2", at: .s(1))
    let plot = try #require(plots.plot(of: "K-001", at: "h1", hours: 1, wall: nil, at: .s(2)))
    #expect(plot.skinCelsius.last == 36.0)
  }

  @Test func plotsAreBounded() throws {
    var plots = PlotMemory()
    for step in 0..<3000 {
      plots.take([SampleWard.bed()], of: "h1", at: .s(Double(step) * 120))
    }
    let plot = try #require(
      plots.plot(of: "K-001", at: "h1", hours: 24, wall: nil, at: .s(2999 * 120)))
    #expect(plot.skinCelsius.count == 720)
    #expect(plot.skinCelsius.allSatisfy { $0 == 36.4 })
  }

  private func day(_ date: String, revision: Int, contact: Int, extra: String = "") -> [UInt8] {
    Array(
      """
      {"schema":"kmc/day/1","infant":"K-001","date":"\(date)","covered_s":86400,\
      "contact_s":\(contact),"no_contact_s":100,"unobserved_s":10.5,"revision":\(revision),\
      "t":1000,"wall":"2026-01-11T00:00:00Z","first_contact_t":400,"goal_reached":"no"\(extra)}
      """.utf8)
  }

  @Test func theHighestRevisionOfADayCounts() throws {
    var days = DayMemory()
    let isTaken = days.take(day("2026-01-10", revision: 2, contact: 200), of: "h1")
    #expect(isTaken)
    let isNews = days.take(day("2026-01-10", revision: 1, contact: 100), of: "h1")
    #expect(isNews)
    let isKnown = days.take(day("2026-01-11", revision: 1, contact: 5, extra: ",\"x\":1"), of: "h1")
    #expect(isKnown)
    let isNewer = days.take(Array("{}".utf8), of: "h1")
    #expect(!isNewer)
    let found = days.days(from: "2026-01-10", through: "2026-01-10")
    #expect(found.map(\.contactSeconds) == [200])
    #expect(found.first?.unobservedSeconds == 10)
    #expect(found.first?.goal == .no)
    #expect(found.first?.firstContact?.wall.iso8601 == "2026-01-10T23:50:00Z")
    #expect(days.days(from: "2026-01-01", through: "2026-12-31").count == 2)
  }

  @Test func theHistoryHasNoRepeatsAndKnowsWhoseAnAnswerIs() {
    var alarms = AlarmMemory()
    let raised = Array(
      """
      {"schema":"kmc/alarm/1","id":"s/w/h/b/1","alarm_id":"b/K-001/hypothermia/5",\
      "infant":"K-001","condition":"hypothermia","class":"mild","priority":"low",\
      "state":"active","since":1.0,"wall":null}
      """.utf8)
    let answered = Array(
      """
      {"schema":"kmc/response/1","id":"s/w/h/b/2","alarm_id":"b/K-001/hypothermia/5",\
      "response":"acknowledged","by":"nurse-1","wall":"2026-01-11T00:00:00Z"}
      """.utf8)
    let isTaken = alarms.take(raised, of: "h1")
    #expect(isTaken)
    let isNews = alarms.take(answered, of: "h1")
    #expect(isNews)
    let isKnown = alarms.take(raised, of: "h1")
    #expect(isKnown)
    let isNewer = alarms.take(Array("x".utf8), of: "h1")
    #expect(!isNewer)
    let records = alarms.last(10)
    #expect(records.map(\.state) == [.acknowledged, .active])
    #expect(records.first?.subject == "K-001" && records.first?.condition == .hypothermia)
    #expect(alarms.last(1).count == 1)
  }
}
