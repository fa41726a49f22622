import CareModel
import Testing

/// Contact, sessions, and time that nobody saw.
@Suite struct ContactScenarios {
  @Test func twoHoursAndThenTheClaspOpens() throws {
    var trace = TraceBuilder()
    trace.binder(.open, 0..<600)
    trace.binder(.worn, 600..<7800)
    trace.binder(.open, 7800..<9000)
    trace.add(9000, "\"device\":\"room-1\",\"temp_c\":24.0")
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 9000])
    try #require(outcome.contacts.count == 1)
    #expect(outcome.contacts[0].from.isNear(600))
    #expect(outcome.contacts[0].to.isNear(7800))
    #expect(outcome.contacts[0].confidence > 0.9)
    try #require(outcome.sessions.count == 1)
    #expect(outcome.sessions[0].contact.isNear(7200))
    #expect(outcome.sessions[0].pauses == 0)
    #expect(!outcome.sessions[0].isShort)
    try #require(outcome.days.count == 1)
    #expect(outcome.days[0].firstContact?.isNear(600) == true)
    #expect(outcome.days[0].revision == 1)
  }

  @Test(arguments: [1.0, 5, 15, 60])
  func theSamplingPeriodDoesNotMatter(period: Double) throws {
    var trace = TraceBuilder()
    trace.binder(.open, 0..<1800, every: period)
    trace.binder(.worn, 1800..<9000, every: period)
    trace.binder(.open, 9000..<10_800, every: period)
    let outcome = try trace.run()
    try #require(outcome.contacts.count == 1)
    #expect(outcome.contacts[0].from.isNear(1800, 60 + period))
    #expect(outcome.contacts[0].to.isNear(9000, 60 + period))
  }

  @Test func aBinderOnAChairIsNoContact() throws {
    var trace = TraceBuilder()
    trace.binder(.closedOnChair, 0..<3600)
    let outcome = try trace.run()
    #expect(outcome.contacts.isEmpty)
    #expect(outcome.days.first?.noContact.isNear(3600) == true)
  }

  struct Pause: Sendable, CustomTestStringConvertible {
    var minutes: Double
    var sessions: Int
    var testDescription: String { "\(minutes) min give \(sessions) session(s)" }
  }

  @Test(arguments: [
    Pause(minutes: 5, sessions: 1), Pause(minutes: 8, sessions: 1),
    Pause(minutes: 13, sessions: 2), Pause(minutes: 40, sessions: 2),
  ])
  func sessionsJoinAcrossShortPauses(_ pause: Pause) throws {
    var trace = TraceBuilder()
    let again = 4000 + pause.minutes * 60
    trace.binder(.worn, 0..<4000)
    trace.binder(.open, 4000..<again)
    trace.binder(.worn, again..<(again + 4000))
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": again + 3995])
    #expect(outcome.contacts.count == 2)
    #expect(outcome.sessions.count == pause.sessions)
    let counted = outcome.sessions.map(\.contact.seconds).reduce(0, +)
    // A pause never counts, however short it is.
    #expect(isNear(counted, 8000, 120))
    if pause.sessions == 1 { #expect(outcome.sessions[0].pauses == 1) }
  }

  @Test func aSessionBelowAnHourIsFlagged() throws {
    var trace = TraceBuilder()
    trace.binder(.worn, 0..<1800)
    trace.binder(.open, 1800..<3600)
    let outcome = try trace.run()
    #expect(outcome.sessions.map(\.isShort) == [true])
    #expect(outcome.days.first?.contact.isNear(1800) == true)
  }

  @Test func silenceIsUnobservedFromTheLastSampleOn() throws {
    var trace = TraceBuilder()
    trace.binder(.worn, 0..<3600)
    trace.temperature("room-1", .steady(24), 0..<7200, every: 30)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 7170])
    #expect(outcome.contacts.map(\.to.seconds) == [3595])
    let silent = try #require(outcome.unobserved.last)
    #expect(silent.from.seconds == 3595)
    #expect(silent.to.seconds == 7170)
    #expect(silent.reason == "binder-1 silent")
  }

  @Test func aLinkThatGoesDownEndsWhatIsKnown() throws {
    var trace = TraceBuilder()
    trace.binder(.worn, 0..<3600)
    trace.add(3610, "\"device\":\"binder-1\",\"link\":\"down\"")
    trace.add(3900, "\"device\":\"binder-1\",\"link\":\"up\"")
    trace.binder(.worn, 3900..<7200)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 7195])
    #expect(outcome.contacts.count == 2)
    let gap = try #require(outcome.unobserved.last)
    #expect(gap.from.seconds == 3595)
    #expect(gap.to.isNear(3900))
    #expect(gap.reason == "binder-1 out of reach")
  }

  @Test func aBootLineLeavesAGapAndCountsOn() throws {
    var trace = TraceBuilder()
    trace.binder(.worn, 0..<3600)
    trace.add(7200, "\"boot\":\"b2\"")
    trace.binder(.worn, 7200..<10_800)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 10_795])
    try #require(outcome.contacts.count == 2)
    #expect(outcome.contacts[0].to.seconds == 3595)
    #expect(outcome.contacts[1].from.isNear(7200))
    let gap = try #require(outcome.unobserved.last)
    #expect(gap.from.seconds == 3595)
    #expect(gap.reason == "gateway restarted")
    #expect(outcome.days.last?.contact.isNear(7200, 120) == true)
  }

  @Test func aBinderThatWasNeverHeardIsUnobserved() throws {
    var trace = TraceBuilder()
    trace.add(3600, "\"device\":\"room-1\",\"temp_c\":24.0")
    let outcome = try trace.run()
    #expect(outcome.unobserved.map(\.reason) == ["binder-1 not heard yet"])
    #expect(outcome.days.first?.unobserved.seconds == 3600)
    #expect(outcome.contacts.isEmpty)
  }

  @Test func aBuckleAndASeatedProbeSufficeTogether() throws {
    var trace = TraceBuilder()
    for t in stride(from: 0.0, to: 7200, by: 10) {
      let isClosed = t >= 1800 && t < 5400
      trace.add(t, "\"device\":\"binder-1\",\"clasp\":\(isClosed)")
    }
    trace.temperature("probe-1", .steady(36.8), 0..<7200, every: 10)
    let outcome = try trace.run()
    try #require(outcome.contacts.count == 1)
    #expect(outcome.contacts[0].from.isNear(1800))
    #expect(outcome.contacts[0].to.isNear(5400))
  }

  @Test func twoFacesAndMotionSufficeTogether() throws {
    var trace = TraceBuilder()
    for t in stride(from: 0.0, to: 10_800, by: 10) {
      let isWorn = t >= 1800 && t < 9000
      trace.add(
        t,
        "\"device\":\"binder-1\",\"motion_mg\":\(isWorn ? 9 : 1.1),"
          + "\"inner_c\":\(isWorn ? 34.5 : 22.2),\"outer_c\":\(isWorn ? 27.5 : 22.0)")
    }
    let outcome = try trace.run()
    try #require(outcome.contacts.count == 1)
    #expect(outcome.contacts[0].from.isNear(1800, 120))
    #expect(outcome.contacts[0].to.isNear(9000, 120))
  }
}
