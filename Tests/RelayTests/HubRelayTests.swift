import CareModel
import Configuration
import StationModel
import TestSupport
import Testing
import Uplink

@testable import Relay

/// One hub's relay in virtual time: what goes out when, and what of stations is done.
@Suite struct HubRelayTests {
  private let alarm = SampleWard.alarm("hypothermia")

  private func connected(_ change: (inout RelayConfiguration) -> Void = { _ in }) -> HubRelayBench {
    var bench = HubRelayBench(change)
    bench.step(.link(isConnected: true))
    bench.run(until: 0.5)
    return bench
  }

  @Test func theWardGoesOutAtOnceThenEveryTwoSecondsRetained() {
    var bench = connected()
    bench.run(until: 20)
    #expect(bench.published.count == 11)
    #expect(bench.published.allSatisfy { $0.message.isRetained })
    #expect(bench.published.dropFirst().allSatisfy { $0.message.delivery == .atMostOnce })
    #expect(bench.messages.map(\.sequence) == Array(1...11))
    #expect(bench.last.snapshot == bench.snapshot)
  }

  @Test func readingsGoOutAtMostOnceASecondHoweverManyChange() {
    var bench = connected()
    let before = bench.published.count
    for step in 1...1000 {
      bench.run(until: 1 + Double(step) / 100)
      bench.show { $0.beds[0].skinCelsius = 36 + Double(step) / 1000 }
    }
    bench.run(until: 12)
    #expect((9...12).contains(bench.published.count - before))
    // Nor is the ward asked for each of them.
    #expect(bench.looks < 150)
  }

  @Test func hoursThatRunOnAreNoNews() {
    var bench = connected()
    let before = bench.published.count
    for second in 1...10 {
      bench.run(until: 1 + Double(second))
      bench.show { $0.beds[0].today.contactSeconds += 1 }
    }
    #expect((4...6).contains(bench.published.count - before))
  }

  @Test func anAlarmGoesOutAtOnceWithAPromise() throws {
    var bench = connected()
    bench.run(until: 2.55)
    bench.show { $0.alarms = [SampleWard.alarm("hypothermia")] }
    bench.run(until: 2.9)
    let last = try #require(bench.published.last)
    #expect(last.at <= .s(2.75))
    #expect(last.message.delivery == .atLeastOnce)
    #expect(bench.last.unconfirmed == [alarm.id])
  }

  @Test func withAFullWindowItGoesOutWithoutAPromise() throws {
    var bench = connected()
    bench.takes = false
    bench.show { $0.alarms = [SampleWard.alarm("hypothermia")] }
    bench.run(until: 1)
    bench.takes = true
    bench.run(until: 2)
    let message = try #require(bench.published.dropFirst().first?.message)
    #expect(message.delivery == .atMostOnce)
    #expect(bench.messages.map(\.sequence) == Array(1...Int64(bench.messages.count)))
  }

  @Test func unconfirmedItIsSentAgainAndTheBedRings() {
    var bench = connected()
    bench.show { $0.alarms = [SampleWard.alarm("hypothermia")] }
    bench.run(until: 29)
    #expect(bench.reach == [])
    let promised = bench.published.filter { $0.message.delivery == .atLeastOnce }
    // The first of all, the alarm, and again every five seconds.
    #expect(promised.count == 7)
    bench.run(until: 31)
    #expect(bench.reach == [false])
    bench.hear(
      "confirm",
      ConfirmMessage(
        station: "desk", boot: SampleWard.boot, sequence: bench.last.sequence,
        shown: bench.last.unconfirmed
      ).body)
    #expect(bench.reach == [false, true])
    bench.run(until: 100)
    #expect(bench.reach == [false, true])
  }

  @Test func whereNobodyIsExpectedNobodyIsMissed() {
    var bench = HubRelayBench(wasSilent: true) { $0.expectsConfirmation = false }
    bench.step(.link(isConnected: true))
    bench.show { $0.alarms = [SampleWard.alarm("hypothermia")] }
    bench.run(until: 100)
    // What stood from before is taken back, once.
    #expect(bench.reach == [true])
    #expect(bench.last.unconfirmed == [])
  }

  @Test func withoutABrokerTheWardIsStillWatchedAndNothingPilesUp() {
    var bench = HubRelayBench()
    bench.snapshot.alarms = [alarm]
    bench.run(until: 31)
    #expect(bench.reach == [false])
    #expect(bench.published.isEmpty)
    #expect(bench.looks < 40)
    bench.step(.link(isConnected: true))
    bench.run(until: 31.5)
    #expect(bench.last.unconfirmed.contains(alarm.id))
  }

  @Test func confirmationsThatWereKeptOrAreOfAnotherRunDoNotCount() {
    var bench = connected()
    bench.show { $0.alarms = [SampleWard.alarm("hypothermia")] }
    bench.run(until: 1)
    let good = ConfirmMessage(
      station: "desk", boot: SampleWard.boot, sequence: bench.last.sequence, shown: [alarm.id])
    var other = good
    other.boot = "b0-1"
    var ahead = good
    ahead.sequence += 1000
    bench.hear("confirm", good.body, isRetained: true)
    bench.hear("confirm", other.body)
    bench.hear("confirm", ahead.body)
    bench.hear("confirm", Array("{\"schema\":\"kmc/confirm/1\"}".utf8))
    bench.run(until: 3)
    #expect(bench.last.unconfirmed == [alarm.id])
    bench.hear("confirm", good.body)
    bench.run(until: 6)
    #expect(bench.last.unconfirmed == [])
  }

  // MARK: Acts

  @Test func anActIsDoneOnceAndItsRepeatGetsTheSameAnswer() throws {
    var bench = connected()
    bench.act("x1", .alarmTest(by: "nurse-3"))
    #expect(bench.performed.map(\.identifier) == ["x1"])
    #expect(bench.performed.first?.action == .alarmTest(by: "nurse-3"))
    // While it is being done there is nothing to say.
    bench.act("x1", .alarmTest(by: "nurse-3"))
    #expect(bench.answers.isEmpty)
    bench.step(.acted(try #require(bench.performed.first), .done))
    bench.act("x1", .alarmTest(by: "nurse-3"))
    #expect(bench.performed.count == 1)
    #expect(bench.answers.map(\.result) == [.done, .done])
  }

  @Test func whatIsOldKeptOrOfAnotherRunIsRefusedWithAReason() {
    var bench = connected()
    let seen = bench.last.sequence
    bench.run(until: 30)
    bench.act("old", .alarmTest(by: "n"), sequence: seen)
    bench.act("kept", .alarmTest(by: "n"), isRetained: true)
    bench.act("other-run", .alarmTest(by: "n"), boot: "b0-9")
    bench.act("ahead", .alarmTest(by: "n"), sequence: bench.last.sequence + 5)
    #expect(bench.performed.isEmpty)
    #expect(bench.answers.map(\.identifier) == ["old", "kept", "other-run", "ahead"])
    for answer in bench.answers {
      guard case .refused(let reason) = answer.result else {
        Issue.record("\(answer)")
        continue
      }
      #expect(!reason.isEmpty)
    }
  }

  /// A session that is continued delivers what was meant for the hub while it was away.
  @Test func whatTheBrokerHeldBackIsRefusedThoughNothingWentOutSince() {
    var bench = connected()
    bench.step(.link(isConnected: false))
    bench.run(until: 60)
    bench.act("held", .alarmTest(by: "n"))
    #expect(bench.performed.isEmpty)
    #expect(bench.answers.map(\.identifier) == ["held"])
  }

  @Test func nobodyAcknowledgesWorseThanHeSaw() {
    var bench = connected()
    bench.show { $0.alarms = [SampleWard.alarm("hypothermia", class: .mild, .low)] }
    bench.run(until: 1)
    let seen = bench.last.sequence
    bench.show { $0.alarms = [SampleWard.alarm("hypothermia", class: .severe, .high)] }
    bench.run(until: 2)
    bench.act("a", .acknowledge(alarm.id, by: "n"), sequence: seen)
    bench.act("b", .pause(nil, by: "n"), sequence: seen)
    #expect(bench.performed.isEmpty)
    bench.act("c", .acknowledge(alarm.id, by: "n"))
    bench.act("d", .pause(nil, by: "n"))
    #expect(bench.performed.map(\.identifier) == ["c", "d"])
  }

  @Test func aFloodIsStoppedAndToldOnceASecond() {
    var bench = connected { $0.actsPerMinute = 60 }
    for number in 0..<1000 { bench.act("f\(number)", .alarmTest(by: "n")) }
    #expect(bench.performed.count == 30)
    #expect(bench.answers.count == 1)
    bench.run(until: 10.5)
    bench.act("later", .alarmTest(by: "n"))
    #expect(bench.performed.last?.identifier == "later")
  }

  @Test func nonsenseIsToldWithinTheRateAndNeverMore() {
    var bench = connected { $0.actsPerMinute = 60 }
    for number in 0..<1000 {
      bench.hear("act", Array("{\"id\":\"n\(number)\",\"force\":1}".utf8))
      bench.hear("confirm", Array("{}".utf8))
    }
    #expect((10...30).contains(bench.answers.count))
    #expect(bench.notices.count <= 30)
    guard case .refused(let reason) = bench.answers.first?.result else {
      Issue.record("no reason was given")
      return
    }
    #expect(reason.contains("`force`"))
  }

  @Test func aHubThatTakesNothingSaysSo() {
    var bench = connected { $0.takesActs = false }
    bench.act("a", .alarmTest(by: "n"))
    #expect(bench.performed.isEmpty)
    #expect(bench.answers.count == 1)
  }

  @Test func emptyAndForeignMessagesAreIgnored() {
    var bench = connected()
    bench.hear("act", [], isRetained: true)
    bench.step(.heard(MQTTReceived(topic: "kmc/v1/s1/w1/h2/act", body: Array("{}".utf8))))
    #expect(bench.answers.isEmpty && bench.notices.isEmpty)
  }

  @Test func aTestGoesOnAtStationsUntilOneHasShownIt() {
    var bench = connected()
    bench.show { $0.isTest = true }
    bench.run(until: 11)
    bench.show { $0.isTest = false }
    bench.run(until: 20)
    #expect(bench.last.snapshot.isTest)
    #expect(bench.last.unconfirmed == [StationConfirmation.alarmTest])
    bench.hear(
      "confirm",
      ConfirmMessage(
        station: "desk", boot: SampleWard.boot, sequence: bench.last.sequence,
        shown: bench.last.unconfirmed
      ).body)
    #expect(bench.tests == [true])
    bench.run(until: 21)
    #expect(!bench.last.snapshot.isTest)
    #expect(bench.last.unconfirmed == [])
    bench.run(until: 100)
    #expect(bench.tests == [true])
    #expect(bench.reach == [])
  }

  @Test func aTestThatNoStationShowsEndsAfterTheTimeOfStations() {
    var bench = connected()
    bench.show { $0.isTest = true }
    bench.run(until: 11)
    bench.show { $0.isTest = false }
    bench.run(until: 40)
    #expect(bench.tests == [false])
    #expect(bench.reach == [false])
    #expect(!bench.last.snapshot.isTest)
  }
}
