import CareModel
import Testing
import TraceFormat

/// Sessions: who had the infant, how early it began, and what late evidence makes of them.
@Suite struct SessionScenarios {
  private static let born = WallTime(iso8601: "2026-01-09T23:30:00Z")

  private static func bornTrace(_ born: WallTime? = born) -> TraceBuilder {
    TraceBuilder([Assignment(infant: "K-001", binder: "binder-1", provider: .mother, born: born)])
  }

  @Test func aHandOverPartsTheStretchButNotTheSession() throws {
    var trace = Self.bornTrace(nil)
    trace.binder(.worn, 0..<5400, every: 10)
    trace.binder(.open, 5400..<7200, every: 10)
    trace.add(
      3000.5, "\"assign\":{\"infant\":\"K-001\",\"binder\":\"binder-1\",\"provider\":\"father\"}")
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 7190])
    #expect(outcome.contacts.map(\.provider) == [.mother, .father])
    #expect(outcome.contacts[0].to == Instant(seconds: 3000.5))
    #expect(outcome.contacts[1].from == Instant(seconds: 3000.5))
    let session = try #require(outcome.sessions.first)
    #expect(outcome.sessions.count == 1 && session.pauses == 0)
    #expect(session.providers.map(\.provider) == [.mother, .father])
    let confidence = try #require(session.confidence)
    #expect((0.5...1).contains(confidence))
    #expect(
      CareEvent.session(session).line.contains(
        "\"provider\":\"mother\",\"providers_s\":{\"mother\":3000"))
  }

  @Test func theFirstContactOfLifeIsToldWithItsAge() throws {
    var trace = Self.bornTrace()
    trace.binder(.open, 0..<1200, every: 10)
    trace.binder(.worn, 1200..<7200, every: 10)
    let outcome = try trace.run()
    let day = try #require(outcome.days.last)
    let first = try #require(day.firstContactOfLife)
    #expect(first.age.isNear(3000) && first.isImmediate == .yes)
    // From birth to the start nobody watched.
    #expect(first.unseen.isNear(1800, 90))
    #expect(day.firstHour?.isNear(600) == true)
    #expect(outcome.sessions.first?.firstContactOfLife == first)
    #expect(outcome.sessions.first?.firstHour == day.firstHour)
    #expect(CareEvent.day(day).line.contains("\"first_contact_age_h\":0.8"))
    #expect(CareEvent.day(day).line.contains("\"immediate_kmc\":\"yes\""))
  }

  @Test func aLateFirstContactIsNotImmediateOnlyWhereTheTwoHoursWereWatched() throws {
    func immediate(_ born: String) throws -> Answer? {
      var trace = Self.bornTrace(WallTime(iso8601: born))
      trace.binder(.open, 0..<10_000, every: 20)
      trace.binder(.worn, 10_000..<14_400, every: 20)
      return try trace.run().days.last?.firstContactOfLife?.isImmediate
    }
    #expect(try immediate("2026-01-10T00:05:00Z") == .no)
    #expect(try immediate("2026-01-09T23:30:00Z") == .cannotBeSaid)
    #expect(try immediate("2026-01-10T01:30:00Z") == .yes)
    // Born after its first contact: somebody mistyped, and nothing is told.
    #expect(try immediate("2026-01-10T03:30:00Z") == nil)
  }

  @Test func lateHistoryBetweenPrintedSessionsMakesOneOfThem() throws {
    var trace = Self.bornTrace(nil)
    trace.binder(.worn, 0..<3600, every: 10)
    trace.add(3600, "\"device\":\"binder-1\",\"link\":\"down\"")
    trace.binder(.worn, 7200..<9000, every: 10)
    trace.binder(.open, 9000..<20_000, every: 10)
    trace.history(.worn, 3600..<7200, every: 30, arrival: 15_000)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 19_990])
    #expect(outcome.sessions.map(\.revision) == [1, 1, 2])
    let joined = try #require(outcome.sessions.last)
    #expect(joined.replaces == [outcome.sessions[1].from])
    #expect(joined.contact.isNear(9000, 120))
    #expect(CareEvent.session(joined).line.contains("\"revision\":2,\"replaces\":[7"))
    #expect(outcome.contacts.filter(\.isLate).count >= 1)
    #expect(outcome.finalSessions().count == 1)
  }

  @Test func anInfantKeepsItsHoursThroughReleaseAndAnotherBinder() throws {
    var trace = Self.bornTrace(nil)
    trace.binder(.worn, 0..<3600, every: 10)
    trace.add(3600, "\"release\":\"K-001\"")
    trace.add(
      5400, "\"assign\":{\"infant\":\"K-001\",\"binder\":\"binder-2\",\"bed\":\"9\"}")
    trace.binder(.worn, 5400..<9000, of: "binder-2", every: 10)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": 8990])
    #expect(outcome.days.map(\.revision) == [1, 2])
    #expect(outcome.days.map(\.covered.seconds) == [3600, 8990])
    #expect(outcome.days[1].contact.isNear(7190, 30))
    #expect(outcome.contacts.map(\.provider) == [.mother, .unknown])
  }

  @Test func aReleasedInfantsDayIsPrintedOnce() throws {
    var trace = Self.bornTrace(nil)
    trace.start = "2026-01-10T22:00:00Z"
    trace.binder(.worn, 0..<3600, every: 10)
    trace.add(3600, "\"release\":\"K-001\"")
    trace.add(100_000, "\"device\":\"binder-1\",\"clasp\":false")
    let outcome = try trace.run()
    #expect(outcome.days.map(\.revision) == [1])
    #expect(outcome.days.map(\.covered.seconds) == [3600])
  }
}
