import CareModel
import Testing

@testable import Relay

/// Alarm tests one after the other, long silences, and alarms in between; all in virtual time.
@Suite struct SuccessiveTestsTests {
  private let test = UnansweredAlarm(
    identifier: StationConfirmation.alarmTest, alarmClass: nil, priority: .high)
  private let alarm = UnansweredAlarm(identifier: "a", alarmClass: .severe, priority: .high)

  private func connected(silentAfter: TimeLength = .seconds(30)) -> StationConfirmation {
    var confirmation = StationConfirmation(
      settings: .init(againAfter: .seconds(5), silentAfter: silentAfter), at: .s(0))
    _ = confirmation.step(.broker(isConnected: true), at: .s(0))
    return confirmation
  }

  /// What is told until then but repetitions, and when.
  private func run(
    _ confirmation: inout StationConfirmation, until end: Double
  ) -> [String] {
    var told: [String] = []
    var steps = 0
    while let due = confirmation.deadline, due <= .s(end), steps < 1000 {
      steps += 1
      for effect in confirmation.step(.tick, at: due) where effect != .publishAgain {
        told.append("\(Int(due.seconds)) \(Self.word(effect))")
      }
    }
    return told
  }

  private static func word(_ effect: StationConfirmation.Effect) -> String {
    switch effect {
    case .publishAgain: "again"
    case .stationSilent: "silent"
    case .stationAnswered: "answered"
    case .alarmTest(let isConfirmed): isConfirmed ? "shown" : "not shown"
    }
  }

  private func begin(_ confirmation: inout StationConfirmation, at seconds: Double) {
    _ = confirmation.step(.testBegan(.s(seconds)), at: .s(seconds))
    _ = confirmation.step(.unanswered([test]), at: .s(seconds))
    _ = confirmation.step(.published(sequence: Int64(seconds) + 1), at: .s(seconds))
  }

  @Test func eachTestHasItsTimeAndTheStationIsSilentSinceTheFirst() {
    var confirmation = connected()
    var told: [String] = []
    for start in [0.0, 28] {
      told += run(&confirmation, until: start)
      begin(&confirmation, at: start)
      told += run(&confirmation, until: start + 1)
      _ = confirmation.step(.unanswered([]), at: .s(start + 1))
    }
    #expect(confirmation.awaitsAlarmTest)
    told += run(&confirmation, until: 100)
    #expect(told == ["30 silent", "58 not shown"])
  }

  @Test func aTestRightAfterOneThatWasShownIsAskedForAsWell() {
    var confirmation = connected()
    begin(&confirmation, at: 0)
    let first = confirmation.step(
      .confirmed([StationConfirmation.alarmTest], sequence: 1), at: .s(9))
    #expect(first == [.alarmTest(isConfirmed: true)])
    // The end of the first was never looked at.
    begin(&confirmation, at: 10)
    #expect(confirmation.unconfirmed == [StationConfirmation.alarmTest])
    let old = confirmation.step(
      .confirmed([StationConfirmation.alarmTest], sequence: 1), at: .s(11))
    #expect(old == [], "what was drawn before the second is of the first")
    let second = confirmation.step(
      .confirmed([StationConfirmation.alarmTest], sequence: 11), at: .s(12))
    #expect(second == [.alarmTest(isConfirmed: true)])
    // The same test, seen at the next look, is not asked for anew.
    _ = confirmation.step(.testBegan(.s(10)), at: .s(13))
    #expect(confirmation.unconfirmed == [])
  }

  /// A page that cannot confirm would ring with it for as long.
  @Test func aTestIsShownForHalfAMinuteHoweverLongStationsHave() {
    var confirmation = connected(silentAfter: .seconds(600))
    begin(&confirmation, at: 0)
    _ = confirmation.step(.unanswered([]), at: .s(10))
    #expect(run(&confirmation, until: 29) == [] && confirmation.awaitsAlarmTest)
    #expect(run(&confirmation, until: 31) == ["30 not shown"] && !confirmation.awaitsAlarmTest)
    // A dead station is found by it all the same.
    #expect(run(&confirmation, until: 1000) == ["600 silent"])
  }

  @Test func aStationThatIsBackAfterTheTestWasThereInTime() {
    var confirmation = connected(silentAfter: .seconds(600))
    begin(&confirmation, at: 0)
    _ = confirmation.step(.unanswered([]), at: .s(10))
    _ = run(&confirmation, until: 31)
    let late = confirmation.step(
      .confirmed([StationConfirmation.alarmTest], sequence: 1), at: .s(40))
    #expect(late == [], "the test is over, and was told of")
    #expect(run(&confirmation, until: 1000) == [] && confirmation.deadline == nil)
  }

  @Test func anAlarmThatIsNewEndsATestThatIsOver() {
    var confirmation = connected()
    begin(&confirmation, at: 0)
    _ = confirmation.step(.unanswered([]), at: .s(10))
    let effects = confirmation.step(.unanswered([alarm]), at: .s(12))
    #expect(effects == [.alarmTest(isConfirmed: false)])
    #expect(!confirmation.awaitsAlarmTest)
    #expect(run(&confirmation, until: 29) == [])
  }

  @Test func anAlarmThatIsOlderDoesNot() {
    var confirmation = connected()
    _ = confirmation.step(.unanswered([alarm]), at: .s(0))
    _ = confirmation.step(.testBegan(.s(5)), at: .s(5))
    _ = confirmation.step(.unanswered([alarm, test]), at: .s(5))
    let effects = confirmation.step(.unanswered([alarm]), at: .s(15))
    #expect(effects.allSatisfy { $0 == .publishAgain } && confirmation.awaitsAlarmTest)
  }
}
