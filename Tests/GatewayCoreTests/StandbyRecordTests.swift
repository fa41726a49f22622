import CareModel
import GatewayCore
import Testing

/// Who let alarms wait or sound for a test, from when to when, is an event as any other.
@Suite struct StandbyRecordTests {
  private var ward = Ward(
    settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0))
  private var told: [String] = []

  init() { step(.assign(Assignment(infant: "K-001", bed: "1", probe: "probe-1")), 0) }

  private mutating func step(_ input: WardInput, _ minute: Double) {
    note(ward.step(input, at: Instant(seconds: minute * 60)))
  }

  private mutating func pass(to minute: Double) {
    note(ward.step(at: Instant(seconds: minute * 60)))
  }

  private mutating func note(_ events: [CareEvent]) {
    func minutes(_ instant: Instant) -> String { "\(Int(instant.seconds / 60))" }
    for event in events {
      switch event {
      case .standby(let standby):
        told.append(
          "\(minutes(standby.at)) \(standby.infant) \(standby.state.rawValue) "
            + "from \(minutes(standby.from)) until \(minutes(standby.until))"
            + (standby.by.map { " by \($0)" } ?? "")
            + (standby.ending.map { ", \($0.rawValue)" } ?? ""))
      case .alarmTest(let test):
        told.append(
          "\(minutes(test.at)) test \(test.state.rawValue)" + (test.by.map { " by \($0)" } ?? ""))
      default: break
      }
    }
  }

  private mutating func standBy(_ length: Double, _ person: PersonIdentifier, _ minute: Double) {
    step(.standby("K-001", length: .minutes(length), by: person), minute)
  }

  @Test mutating func endsByItsTime() {
    standBy(30, "nurse-1", 10)
    pass(to: 100)
    #expect(
      told == [
        "10 K-001 started from 10 until 40 by nurse-1", "40 K-001 ended from 10 until 40, time",
      ])
  }

  @Test mutating func isProlongedAndEndedByAnother() {
    standBy(30, "nurse-1", 10)
    standBy(30, "nurse-2", 30)
    standBy(0, "nurse-3", 45)
    standBy(0, "nurse-3", 46)
    pass(to: 100)
    #expect(
      told == [
        "10 K-001 started from 10 until 40 by nurse-1",
        "30 K-001 changed from 10 until 60 by nurse-2",
        "45 K-001 ended from 10 until 60 by nurse-3, person",
      ])
  }

  @Test mutating func endsWithTheInfantsCare() {
    standBy(30, "nurse-1", 10)
    step(.release("K-001"), 20)
    pass(to: 100)
    #expect(
      told == [
        "10 K-001 started from 10 until 40 by nurse-1", "20 K-001 ended from 10 until 40, release",
      ])
  }

  @Test mutating func isToldAsItWasCutShort() {
    standBy(100_000, "nurse-1", 0)
    #expect(told == ["0 K-001 started from 0 until 120 by nurse-1"])
  }

  @Test mutating func thatEndedWhileTheGatewayWasAwayIsTold() throws {
    standBy(30, "nurse-1", 10)
    ward = Ward(settings: ward.settings, calendar: ward.calendar, restoring: ward.checkpoint)
    step(.boot("b2"), 60)
    #expect(
      told == [
        "10 K-001 started from 10 until 40 by nurse-1", "60 K-001 ended from 10 until 40, time",
      ])
  }

  @Test mutating func ofAnInfantThatIsNotInCareIsNone() {
    step(.standby("K-009", length: .minutes(30), by: "nurse-1"), 10)
    #expect(told.isEmpty)
  }

  @Test mutating func anAlarmTestIsOneToo() {
    step(.alarmTest(by: "nurse-1"), 10)
    step(.alarmTest(by: "nurse-2"), 10.1)
    pass(to: 20)
    step(.alarmTest(by: nil), 30)
    pass(to: 40)
    #expect(
      told == [
        "10 test started by nurse-1", "10 test changed by nurse-2", "10 test ended",
        "30 test started", "30 test ended",
      ])
  }
}
