import CareModel
import Testing

@testable import Presentation

@Suite("The day beside the truth")
struct DaySummaryTableTests {
  private func infant(_ number: Int, _ counted: Double, _ truth: Double) -> TruthComparison {
    TruthComparison(
      infant: InfantIdentifier("K-00\(number)"), bed: "bed-\(number)", counted: .minutes(counted),
      truth: .minutes(truth), unobserved: .minutes(12), sessions: 3)
  }

  private let cold = AlarmComparison(
    condition: .coldRoom, subject: .room("room-1"), raisedAt: Instant(seconds: 11_400),
    resolvedAt: Instant(seconds: 20_400), isTrue: true)

  private func drawn(_ day: DayComparison, columns: Int = 80, isColoured: Bool = false) -> [String]
  {
    DaySummaryTable.render(
      day, clock: SampleWard.clock, style: TextStyle(columns: columns, isColoured: isColoured))
  }

  @Test("A day that agrees")
  func agreeing() {
    let day = DayComparison(
      infants: [infant(1, 500.4, 502), infant(2, 610, 605), infant(3, 0, 0)], alarms: [cold])
    #expect(day.agrees)
    #expect(
      SampleWard.text(drawn(day)) == """
        Skin-to-skin hours beside the simulator's truth
        bed    infant  counted  truth  off by min  unobserved  sessions
        bed-1  K-001      8:20   8:22        -1.6        0:12         3  ✓ agrees
        bed-2  K-002     10:10  10:05        +5.0        0:12         3  ✓ agrees
        bed-3  K-003      0:00   0:00         0.0        0:12         3  ✓ agrees

        Alarms: 1 raised, 1 true, 0 false, 0 missed
                condition  of      raised  resolved
        ✓ true  cold room  room-1  03:10   05:40

        ✓ AGREES with the truth: 3 infants within 5 min, no false alarm, none missed.
        """)
  }

  @Test("A day that disagrees tells what is wrong first")
  func disagreeing() {
    let day = DayComparison(
      infants: [infant(1, 500.4, 502), infant(2, 510, 502.3)],
      alarms: [
        cold,
        AlarmComparison(
          condition: .batteryLow, subject: .device("probe-1"), raisedAt: Instant(seconds: 11_400),
          resolvedAt: nil, isTrue: false),
        AlarmComparison(
          condition: .hypothermia, subject: .infant("K-001"), raisedAt: nil, resolvedAt: nil,
          isTrue: true),
      ])
    #expect(!day.agrees)
    #expect(
      SampleWard.text(drawn(day)) == """
        Skin-to-skin hours beside the simulator's truth
        bed    infant  counted  truth  off by min  unobserved  sessions
        bed-1  K-001      8:20   8:22        -1.6        0:12         3  ✓ agrees
        bed-2  K-002      8:30   8:22        +7.7        0:12         3  ✗ OFF

        Alarms: 2 raised, 1 true, 1 false, 1 missed
                  condition    of       raised  resolved
        ✗ MISSED  hypothermia  K-001    never   -
        ✗ FALSE   battery low  probe-1  03:10   still stands
        ✓ true    cold room    room-1   03:10   05:40

        ✗ DISAGREES with the truth: K-002 is off by +7.7 min; 1 false alarm; 1 missed
        alarm.
        """)
  }

  @Test("The tolerance is kept to the millisecond, either way")
  func tolerance() {
    for sign in [1.0, -1] {
      let just = DayComparison(infants: [infant(1, 500 + sign * 5, 500)], alarms: [])
      #expect(just.agrees)
      let over = DayComparison(infants: [infant(1, 500 + sign * 5.00002, 500)], alarms: [])
      #expect(!over.agrees)
    }
  }

  @Test("One false or one missed alarm is enough to disagree", arguments: [false, true])
  func alarmsAlone(isMissed: Bool) {
    var fault = cold
    if isMissed { fault.raisedAt = nil } else { fault.isTrue = false }
    let day = DayComparison(infants: [infant(1, 500, 500)], alarms: [cold, fault])
    #expect(!day.agrees)
    let named = isMissed ? "1 missed alarm" : "1 false alarm"
    #expect(drawn(day).last == "✗ DISAGREES with the truth: \(named).")
  }

  @Test("Nothing to compare is no agreement")
  func empty() {
    let day = DayComparison(infants: [], alarms: [])
    #expect(!day.agrees)
    #expect(drawn(day).last == "✗ NOTHING TO COMPARE: no infant was in care.")
  }

  @Test("Narrow, and in colour", arguments: [20, 30, 46, 62, 80])
  func widths(columns: Int) {
    let day = DayComparison(infants: [infant(1, 1500, 502)], alarms: [cold])
    let plain = drawn(day, columns: columns)
    #expect(plain.allSatisfy { DisplayWidth.of($0) <= columns })
    let coloured = drawn(day, columns: columns, isColoured: true)
    #expect(coloured.map { SampleWard.stripped($0) } == plain)
    #expect(coloured != plain)
  }
}
