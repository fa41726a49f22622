import Foundation
import TestSupport
import Testing

/// What the page shows of the time before a restart.
@Suite(.timeLimit(.minutes(2))) struct StationRestartTests {
  @Test func answersPlotsAndDaysOutliveARestart() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      let daemon = try await bedside.startSeen(by: calls)
      bedside.cool()
      let (identifier, _) = try await bedside.coldAlarm(seenBy: calls)
      let answer = try await calls.act(
        "alarms/acknowledge", #"{"id":"\#(identifier)","by":"nurse-3"}"#)
      #expect(answer.status == 200)
      try await checkPlot(calls)
      // What is plotted from here on can only be from before.
      bedside.probe.unplug()
      bedside.room.unplug()
      daemon.send(SIGTERM)
      #expect(try await daemon.ending().code == 0)

      let again = try await bedside.startAgain()
      let ward = try await calls.ward("standing") { $0.alarm("hypothermia") != nil }
      let alarm = ward.alarm("hypothermia")
      #expect(alarm?["id"]?.string == identifier)
      #expect(alarm?["response"]?.string == "acknowledged")
      #expect(alarm?["by"]?.string == "nurse-3")
      #expect(ward.alarms.count { $0["condition"]?.string == "hypothermia" } == 1)
      try await checkPlot(calls)
      #expect(!again.errors.contains("plots begin anew"))
      try await checkDays(bedside, calls)
      again.kill()
      _ = try await bedside.startAgain()
      #expect(try await days(calls).count == 1)
    }
  }

  private func checkPlot(_ calls: StationCalls) async throws {
    var plot = JSONValue.null
    let hasPoints = await eventually {
      plot = try await calls.get("/api/v1/plot?infant=K-001&hours=24").json()
      return ["skin_c", "room_c"].allSatisfy { key in
        plot[key]?.list?.contains { $0.number != nil } ?? false
      }
    }
    #expect(hasPoints, "\(plot)")
    #expect(plot["skin_c"]?.list?.count == 720 && plot["step_s"]?.number == 120)
    let skin = plot["skin_c"]?.list?.compactMap(\.number) ?? []
    #expect(skin.allSatisfy { (35...37).contains($0) }, "\(skin)")
    #expect(try await calls.get("/api/v1/plot?infant=K-009&hours=24").status == 404)
  }

  private func checkDays(_ bedside: Bedside, _ calls: StationCalls) async throws {
    _ = try await bedside.status("a second") { ($0.beds.first?.contactSeconds ?? 0) >= 1 }
    try await bedside.tell("release", "K-001")
    var days: [JSONValue] = []
    let isBooked = await eventually {
      days = try await self.days(calls)
      return !days.isEmpty
    }
    #expect(isBooked, "no day in the store")
    #expect(days.first?["infant"]?.string == "K-001")
    #expect((days.first?["contact_s"]?.number ?? 0) >= 1)
  }

  /// Of yesterday to tomorrow, whatever the hour is.
  private func days(_ calls: StationCalls) async throws -> [JSONValue] {
    let day: (Double) -> String = { offset in
      Date(timeIntervalSinceNow: offset * 86_400).formatted(
        .iso8601.year().month().day().dateSeparator(.dash))
    }
    let reply = try await calls.get("/api/v1/days?from=\(day(-1))&through=\(day(1))")
    try #require(reply.status == 200, "\(reply)")
    return try reply.json().list ?? []
  }

  /// A probe that goes to another infant takes none of the first one's temperatures with it.
  @Test func aPlotShowsOneInfantAlone() async throws {
    let calls = StationCalls(port: LocalSocket.freePort())
    try await Bedside.with { bedside in
      _ = try await bedside.start(bedside.configuration() + Bedside.station(port: calls.port))
      try await checkPlot(calls)
      bedside.probe.unplug()
      try await bedside.tell("release", "K-001")
      try await bedside.tell("assign", "K-002", "--bed", "1", "--probe", "probe-1")
      let plot = try await calls.get("/api/v1/plot?infant=K-002&hours=24").json()
      #expect(plot["skin_c"]?.list?.allSatisfy { $0 == .null } == true)
      try bedside.probe.plug()
      let hasPoints = await eventually {
        let plot = try await calls.get("/api/v1/plot?infant=K-002&hours=1").json()
        return plot["skin_c"]?.list?.contains { $0.number != nil } ?? false
      }
      #expect(hasPoints)
    }
  }
}
