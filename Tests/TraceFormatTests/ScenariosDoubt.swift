import CareModel
import GatewayCore
import Testing
import TraceFormat

/// Where too little is known: alarms stay, and no hours are made up.
@Suite struct DoubtScenarios {
  @Test func silenceAfterTwoClearMinutesClearsNoHypothermia() throws {
    var trace = TraceBuilder()
    trace.temperature("probe-1", Course([(0, 35), (800, 35), (830, 36.9), (950, 36.9)]), 0..<950)
    trace.add(9000, "\"device\":\"room-1\",\"temp_c\":24")
    let outcome = try trace.run()
    #expect(outcome.alarms(.hypothermia).map(\.state) == [.active])
  }

  @Test func silenceAfterFiveWarmMinutesClearsNoColdRoom() throws {
    var trace = TraceBuilder()
    let room = Course([(0, 20), (1200, 20), (1210, 23), (1500, 23)])
    trace.temperature("room-1", room, 0..<1500, every: 30)
    trace.add(9000, "\"device\":\"probe-1\",\"temp_c\":36.9")
    let outcome = try trace.run()
    #expect(outcome.alarms(.coldRoom).map(\.state) == [.active])
  }

  @Test func aColdFaceWithNothingToCompareItWithIsNoContact() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", binder: "binder-1")])
    for t in stride(from: 0.0, to: 7200, by: 10) {
      trace.add(t, "\"device\":\"binder-1\",\"clasp\":true,\"inner_c\":18")
    }
    let outcome = try trace.run()
    #expect(outcome.contacts.isEmpty)
    #expect(outcome.days.map(\.contact) == [.zero])
  }

  @Test func historyOfAColdBinderOnAChairIsNoContact() throws {
    var trace = TraceBuilder()
    trace.temperature("room-1", .steady(18), 0..<7200, every: 30)
    for t in stride(from: 600.0, to: 6600, by: 60) {
      let at = "\"at\":\(t),\"device\":\"binder-1\",\"clasp\":true,\"inner_c\":18.1"
      trace.add(7000 + t / 1000, at)
    }
    let outcome = try trace.run()
    #expect(outcome.contacts.isEmpty)
  }

  @Test func anotherProviderBeginsAnotherStretchOfOneSession() throws {
    var trace = TraceBuilder([
      Assignment(infant: "K-001", binder: "binder-1", provider: .mother)
    ])
    trace.binder(.worn, 0..<7200)
    trace.add(
      3601,
      "\"assign\":{\"infant\":\"K-001\",\"binder\":\"binder-1\",\"provider\":\"father\"}")
    let outcome = try trace.run()
    #expect(outcome.contacts.map(\.provider) == [.mother, .father])
    #expect(outcome.contacts.map(\.to).first == outcome.contacts.map(\.from).last)
  }
}
