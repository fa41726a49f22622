import CareModel
import Testing

/// What people do: answering alarms, moving infants, restarting the gateway.
@Suite struct ResponseScenarios {
  private func coldInfant(_ skin: Course = .steady(35.8), until: Double = 3000) -> TraceBuilder {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1", room: "room-1")])
    trace.temperature("probe-1", skin, 0..<until)
    trace.temperature("room-1", .steady(24), 0..<until, every: 30)
    return trace
  }

  private func story(_ outcome: ScenarioOutcome) -> [String] {
    outcome.responses.map { response in
      let until = response.until.map { " until \(Int($0.seconds))" } ?? ""
      return "\(response.response.rawValue) at \(Int(response.at.seconds))\(until)"
    }
  }

  @Test func anAcknowledgementRunsOutWithAReminder() throws {
    var trace = coldInfant()
    trace.add(400, "\"ack\":\"hypothermia\",\"infant\":\"K-001\",\"by\":\"nurse-3\"")
    let outcome = try trace.run()
    #expect(
      story(outcome) == [
        "acknowledged at 400 until 1000", "reminder at 1000", "escalated at 1600",
      ])
    #expect(outcome.responses.first?.by == "nurse-3")
    #expect(Set(outcome.responses.map(\.identifier)) == Set(outcome.alarms.map(\.identifier)))
  }

  @Test func aPauseLastsTwoMinutes() throws {
    var trace = coldInfant()
    trace.add(400, "\"pause\":\"hypothermia\",\"infant\":\"K-001\"")
    #expect(
      story(try trace.run()) == [
        "paused at 400 until 520", "reminder at 520", "escalated at 900",
      ])
  }

  @Test func nothingToAnswerIsNothingSaid() throws {
    var trace = coldInfant()
    trace.add(100, "\"ack\":\"hypothermia\",\"infant\":\"K-001\"")
    trace.add(400, "\"ack\":\"hyperthermia\",\"infant\":\"K-001\"")
    trace.add(401, "\"ack\":\"cold-room\",\"room\":\"room-1\"")
    trace.add(402, "\"ack\":\"hypothermia\",\"infant\":\"K-777\"")
    trace.add(403, "\"ack\":\"cold-room\",\"room\":\"room-7\"")
    #expect(try trace.run().responses.allSatisfy { $0.response == .escalated })
  }

  @Test func aWorseClassRingsAgain() throws {
    var trace = coldInfant(Course([(0, 36.3), (1200, 36.3), (1360, 35.5)]))
    trace.add(1000, "\"ack\":\"hypothermia\",\"infant\":\"K-001\"")
    trace.add(1550, "\"ack\":\"hypothermia\",\"infant\":\"K-001\"")
    let outcome = try trace.run()
    let escalated = try #require(outcome.responses.first { $0.response == .escalated })
    let changed = try #require(outcome.alarms.first { $0.state == .changed })
    #expect(escalated.at == changed.at)
    #expect(!outcome.responses.contains { $0.response == .reminder && $0.at < escalated.at })
  }

  @Test func anAcknowledgedConditionThatEndsSaysNoMore() throws {
    var trace = coldInfant(Course([(0, 35.8), (500, 35.8), (520, 36.9)]))
    trace.add(400, "\"ack\":\"hypothermia\",\"infant\":\"K-001\"")
    let outcome = try trace.run()
    #expect(story(outcome) == ["acknowledged at 400 until 1000"])
    #expect(outcome.alarms.last?.state == .resolved)
  }

  @Test func aRoomIsAnsweredByItsName() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", room: "room-1")])
    trace.temperature("room-1", .steady(18), 0..<1000, every: 10)
    trace.add(700, "\"ack\":\"cold-room\",\"room\":\"room-1\",\"by\":\"nurse-3\"")
    #expect(story(try trace.run()) == ["acknowledged at 700 until 1300"])
  }

  @Test func aRestartKeepsAlarmsAndAnswers() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1")])
    trace.temperature("probe-1", .steady(35.8), 0..<500)
    trace.add(450, "\"ack\":\"hypothermia\",\"infant\":\"K-001\"")
    trace.add(800, "\"boot\":\"b2\"")
    trace.temperature(
      "probe-1", Course([(800, 35.8), (1800, 35.8), (1860, 36.9)]), 801..<3000)
    let outcome = try trace.run()
    #expect(outcome.alarms(.hypothermia).map(\.state) == [.active, .changed, .resolved])
    #expect(Set(outcome.alarms(.hypothermia).map(\.identifier)).count == 1)
    #expect(
      story(outcome) == ["acknowledged at 450 until 1050", "reminder at 1050", "escalated at 1650"])
  }

  @Test func theTimeAwayDoesNotCountAsADelay() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1")])
    trace.temperature("probe-1", .steady(35.8), 0..<100)
    trace.add(1000, "\"boot\":\"b2\"")
    trace.temperature("probe-1", .steady(35.8), 1000..<2000)
    let raised = try #require(try trace.run().alarms(.hypothermia).first)
    // 95 s before the restart and 205 s after it make the five minutes.
    #expect(raised.at.isNear(1205, 10), "raised at \(raised.at.seconds)")
  }
}

@Suite struct AssignmentScenarios {
  @Test func aHandOverKeepsTheHours() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", binder: "binder-1")])
    trace.binder(.worn, 0..<3600)
    trace.add(
      3600, "\"assign\":{\"infant\":\"K-001\",\"binder\":\"binder-2\",\"provider\":\"father\"}")
    trace.add(3601, "\"assign\":{\"infant\":\"K-002\",\"binder\":\"binder-1\"}")
    trace.binder(.worn, 3605..<7200, of: "binder-2")
    trace.binder(.worn, 3605..<7200, of: "binder-1")
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 7195, "K-002": 7195 - 3601])
    #expect(outcome.finalDays("K-001")[0].contact.isNear(7190, 90))
    #expect(outcome.finalDays("K-002")[0].contact.isNear(3590, 90))
    #expect(outcome.contacts(of: "K-001").map(\.provider) == [.unknown, .father])
    #expect(outcome.contacts(of: "K-002").allSatisfy { $0.from.seconds >= 3601 })
  }

  @Test func aBinderThatMovesAwayEndsWhatIsKnown() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", binder: "binder-1")])
    trace.binder(.worn, 0..<7200)
    trace.add(3602, "\"assign\":{\"infant\":\"K-002\",\"binder\":\"binder-1\"}")
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 7195, "K-002": 7195 - 3602])
    #expect(outcome.contacts(of: "K-001").map(\.to.seconds) == [3600])
    let gap = try #require(outcome.unobserved.last { $0.infant == "K-001" })
    #expect(gap.from.seconds == 3600)
    #expect(gap.reason == "binder-1 moved to K-002")
  }

  @Test func releaseClosesEverything() throws {
    var trace = TraceBuilder()
    trace.binder(.worn, 0..<7200)
    trace.temperature("probe-1", .steady(35.8), 0..<7200)
    trace.temperature("room-1", .steady(24), 0..<7200, every: 30)
    trace.add(3601, "\"release\":\"K-001\"")
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 3601])
    #expect(outcome.contacts.count == 1)
    #expect(outcome.contacts.last?.to.seconds == 3601)
    #expect(outcome.sessions.count == 1)
    #expect(outcome.days.map(\.covered.seconds) == [3601])
    #expect(outcome.alarms(.hypothermia).last?.state == .resolved)
    #expect(outcome.alarms(.hypothermia).last?.at.seconds == 3601)
    #expect(outcome.ward.view.beds.isEmpty)
    #expect(outcome.ward.view.alarms.isEmpty)
  }

  @Test
  func aRoomThatNobodyLiesInAnyMoreHasNoAlarm() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", room: "room-1")])
    trace.temperature("room-1", .steady(18), 0..<3600, every: 10)
    trace.add(1801, "\"release\":\"K-001\"")
    let outcome = try trace.run()
    #expect(outcome.alarms(.coldRoom).map(\.state) == [.active, .resolved])
    #expect(outcome.ward.view.alarms.isEmpty)
  }

  @Test
  func anInfantMayComeBack() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", binder: "binder-1")])
    trace.binder(.worn, 0..<7200)
    trace.add(2400, "\"release\":\"K-001\"")
    trace.add(4800, "\"assign\":{\"infant\":\"K-001\",\"binder\":\"binder-1\"}")
    let outcome = try trace.run()
    #expect(outcome.contacts.count == 2)
    let counted = outcome.contacts.map { ($0.to - $0.from).seconds }.reduce(0, +)
    #expect(isNear(counted, 4795, 120))
    #expect(outcome.days.map(\.date?.description) == ["2026-01-10", "2026-01-10"])
    #expect(Set(outcome.days.map(\.revision)) == [1, 2], "the second is the day's correction")
  }

  @Test func axillaryReadingIsShownNeverApplied() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1")])
    trace.temperature("probe-1", .steady(35.8), 0..<1000)
    trace.add(100, "\"infant\":\"K-001\",\"axillary_c\":37.5")
    let outcome = try trace.run()
    #expect(outcome.alarms(.hypothermia).map(\.alarmClass) == [.moderate])
    #expect(outcome.ward.view.beds.first?.axillaryOffset == Celsius(1.0))
    #expect(outcome.ward.view.beds.first?.skin == Celsius(35.8))
  }
}
