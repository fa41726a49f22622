import CareModel
import Testing

@testable import Relay

/// What follows when no station shows an alarm to anybody; all in virtual time.
@Suite struct StationConfirmationTests {
  private let settings = StationConfirmation.Settings(
    againAfter: .seconds(5), silentAfter: .seconds(30))
  private let mild = UnansweredAlarm(identifier: "a", alarmClass: .mild, priority: .low)
  private let severe = UnansweredAlarm(identifier: "a", alarmClass: .severe, priority: .high)
  private let other = UnansweredAlarm(identifier: "b", alarmClass: nil, priority: .medium)

  private func connected(wasSilent: Bool = false) -> StationConfirmation {
    var confirmation = StationConfirmation(settings: settings, wasSilent: wasSilent, at: .s(0))
    _ = confirmation.step(.broker(isConnected: true), at: .s(0))
    return confirmation
  }

  /// Lets time pass by the machine's own deadlines; what came of it, and when.
  private func run(
    _ confirmation: inout StationConfirmation, until end: Double
  ) -> [(Double, StationConfirmation.Effect)] {
    var effects: [(Double, StationConfirmation.Effect)] = []
    while let due = confirmation.deadline, due <= .s(end), effects.count < 1000 {
      effects += confirmation.step(.tick, at: due).map { (due.seconds, $0) }
    }
    return effects
  }

  @Test func unconfirmedItGoesOutEveryFiveSecondsAndTheBedRingsAtThirty() {
    var confirmation = connected()
    let first = confirmation.step(.unanswered([mild]), at: .s(0))
    #expect(first == [])
    _ = confirmation.step(.published(sequence: 1), at: .s(0))
    let effects = run(&confirmation, until: 40)
    let again = effects.filter { $0.1 == .publishAgain }.map(\.0)
    #expect(again == [5, 10, 15, 20, 25, 30, 35, 40])
    #expect(effects.filter { $0.1 == .stationSilent(["a"]) }.map(\.0) == [30])
    #expect(effects.count == again.count + 1)
    #expect(confirmation.isSilent)
  }

  @Test func confirmedItIsQuiet() {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([mild, other]), at: .s(0))
    _ = confirmation.step(.published(sequence: 7), at: .s(0.1))
    #expect(confirmation.unconfirmed == ["a", "b"])
    let first = confirmation.step(.confirmed(["a"], sequence: 7), at: .s(1))
    #expect(first == [])
    #expect(confirmation.unconfirmed == ["b"])
    let second = confirmation.step(.confirmed(["a", "b"], sequence: 8), at: .s(2))
    #expect(second == [])
    #expect(confirmation.deadline == nil)
    let later = run(&confirmation, until: 1000)
    #expect(later.isEmpty)
  }

  @Test func whatAStationSawBeforeItGotWorseConfirmsNothing() {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([mild]), at: .s(0))
    _ = confirmation.step(.published(sequence: 1), at: .s(0))
    _ = confirmation.step(.confirmed(["a"], sequence: 1), at: .s(1))
    _ = confirmation.step(.unanswered([severe]), at: .s(2))
    // Not yet out: nobody can have seen it.
    _ = confirmation.step(.confirmed(["a"], sequence: 1), at: .s(2))
    #expect(confirmation.unconfirmed == ["a"])
    _ = confirmation.step(.published(sequence: 2), at: .s(2))
    _ = confirmation.step(.confirmed(["a"], sequence: 1), at: .s(2))
    #expect(confirmation.unconfirmed == ["a"])
    _ = confirmation.step(.confirmed(["a"], sequence: 2), at: .s(3))
    #expect(confirmation.unconfirmed == [])
    // Better again is no news.
    _ = confirmation.step(.unanswered([mild]), at: .s(4))
    #expect(confirmation.unconfirmed == [])
  }

  @Test func answeredAndRingingAgainItHasToBeSeenAgain() {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([mild]), at: .s(0))
    _ = confirmation.step(.published(sequence: 1), at: .s(0))
    _ = confirmation.step(.confirmed(["a"], sequence: 1), at: .s(1))
    _ = confirmation.step(.unanswered([]), at: .s(2))
    _ = confirmation.step(.unanswered([mild]), at: .s(600))
    #expect(confirmation.unconfirmed == ["a"])
  }

  @Test func resolvedInTimeTheStationWasNeverSilent() {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([mild]), at: .s(0))
    _ = run(&confirmation, until: 29)
    _ = confirmation.step(.unanswered([]), at: .s(29.9))
    let later = run(&confirmation, until: 100)
    #expect(later.isEmpty)
    #expect(!confirmation.isSilent)
  }

  @Test func withoutABrokerNothingGoesOutAndTheBedRingsAllTheSame() {
    var confirmation = StationConfirmation(settings: settings, at: .s(0))
    _ = confirmation.step(.unanswered([mild]), at: .s(0))
    let effects = run(&confirmation, until: 100)
    #expect(effects.map(\.0) == [30])
    #expect(effects.map(\.1) == [.stationSilent(["a"])])
    // Once there is one, it goes out at once.
    let first = confirmation.step(.broker(isConnected: true), at: .s(101))
    #expect(first == [.publishAgain])
  }

  @Test func whatStandsAtTheStartCountsFromTheStart() {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([severe, other]), at: .s(0))
    let later = run(&confirmation, until: 30)
    #expect(later.contains { $0.1 == .stationSilent(["a", "b"]) })
  }

  @Test func aStationThatIsBackSaysSoEvenWhereNothingStandsAnyMore() {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([mild]), at: .s(0))
    _ = run(&confirmation, until: 30)
    _ = confirmation.step(.unanswered([]), at: .s(31))
    #expect(confirmation.unconfirmed == [StationConfirmation.stationCheck])
    _ = confirmation.step(.published(sequence: 9), at: .s(31))
    // Of a message from before the question: it answers something else.
    let first = confirmation.step(
      .confirmed([StationConfirmation.stationCheck], sequence: 8), at: .s(32))
    #expect(first == [])
    let second = confirmation.step(
      .confirmed([StationConfirmation.stationCheck], sequence: 9), at: .s(33))
    #expect(second == [.stationAnswered])
    #expect(!confirmation.isSilent)
    #expect(confirmation.unconfirmed == [])
    // And it can fall silent again.
    _ = confirmation.step(.unanswered([other]), at: .s(40))
    let later = run(&confirmation, until: 80)
    #expect(later.contains { $0.1 == .stationSilent(["b"]) })
  }

  @Test func oneAlarmThatIsStillOverdueKeepsItSilent() {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([mild, other]), at: .s(0))
    _ = confirmation.step(.published(sequence: 1), at: .s(0))
    _ = run(&confirmation, until: 30)
    _ = confirmation.step(.published(sequence: 2), at: .s(30))
    let first = confirmation.step(
      .confirmed(["a", StationConfirmation.stationCheck], sequence: 2), at: .s(31))
    #expect(first == [])
    let second = confirmation.step(.confirmed(["b"], sequence: 2), at: .s(32))
    #expect(second == [.stationAnswered])
  }

  @Test func silentBeforeTheRestartItAsksAtOnce() {
    var confirmation = connected(wasSilent: true)
    #expect(confirmation.unconfirmed == [StationConfirmation.stationCheck])
    _ = confirmation.step(.published(sequence: 1), at: .s(0))
    let first = confirmation.step(
      .confirmed([StationConfirmation.stationCheck], sequence: 1), at: .s(1))
    #expect(first == [.stationAnswered])
  }

  @Test func unknownAlarmsConfirmNothing() {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([mild]), at: .s(0))
    _ = confirmation.step(.published(sequence: 1), at: .s(0))
    _ = confirmation.step(.confirmed(["x", "y"], sequence: 1), at: .s(1))
    #expect(confirmation.unconfirmed == ["a"])
  }

  private let test = UnansweredAlarm(
    identifier: StationConfirmation.alarmTest, alarmClass: nil, priority: .high)

  @Test func aTestThatIsOverFindsADeadStationAllTheSame() {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([test]), at: .s(0))
    _ = confirmation.step(.published(sequence: 1), at: .s(0))
    let during = run(&confirmation, until: 9)
    #expect(during.allSatisfy { $0.1 == .publishAgain })
    _ = confirmation.step(.unanswered([]), at: .s(10))
    #expect(confirmation.unconfirmed == [StationConfirmation.alarmTest])
    let later = run(&confirmation, until: 40).filter { $0.1 != .publishAgain }
    #expect(later.map(\.0) == [30, 30])
    #expect(
      later.map(\.1) == [
        .stationSilent([StationConfirmation.alarmTest]), .alarmTest(isConfirmed: false),
      ])
    // From here on the question is whether a station is back; the test is over.
    #expect(confirmation.unconfirmed == [StationConfirmation.stationCheck])
  }

  @Test(arguments: [5.0, 25.0])
  func aTestIsConfirmedWhileItRunsOrShortlyAfter(_ seconds: Double) {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([test]), at: .s(0))
    _ = confirmation.step(.published(sequence: 1), at: .s(0))
    if seconds > 10 { _ = confirmation.step(.unanswered([]), at: .s(10)) }
    let confirmed = confirmation.step(
      .confirmed([StationConfirmation.alarmTest], sequence: 1), at: .s(seconds))
    #expect(confirmed == [.alarmTest(isConfirmed: true)])
    let again = confirmation.step(
      .confirmed([StationConfirmation.alarmTest], sequence: 1), at: .s(seconds))
    #expect(again == [])
    _ = confirmation.step(.unanswered([]), at: .s(30))
    #expect(run(&confirmation, until: 100).isEmpty)
    #expect(!confirmation.isSilent)
  }

  @Test func aTestWhileTheStationIsSilentAnywayIsToldOfAsWell() {
    var confirmation = connected(wasSilent: true)
    _ = confirmation.step(.unanswered([test]), at: .s(0))
    _ = confirmation.step(.published(sequence: 1), at: .s(0))
    _ = confirmation.step(.unanswered([]), at: .s(10))
    let later = run(&confirmation, until: 40).filter { $0.1 != .publishAgain }
    #expect(later.map(\.1) == [.alarmTest(isConfirmed: false)])
    #expect(later.map(\.0) == [30])
  }

  @Test func oneTestAfterTheOtherPutsNothingOff() {
    var confirmation = connected()
    var told: [(Double, StationConfirmation.Effect)] = []
    for begin in [0.0, 12, 24] {
      told += run(&confirmation, until: begin)
      _ = confirmation.step(.unanswered([test]), at: .s(begin))
      _ = confirmation.step(.published(sequence: 1), at: .s(begin))
      told += run(&confirmation, until: begin + 10)
      _ = confirmation.step(.unanswered([]), at: .s(begin + 10))
    }
    #expect(told.first { $0.1 == .alarmTest(isConfirmed: false) }?.0 == 30)
  }
}
