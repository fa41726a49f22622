import AlarmSignals
import CareModel
import Testing

/// Each pattern is what IEC 60601-1-8 says of its priority.
@Suite struct SignalCycleTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var pattern: SignalPattern
    /// On, off, on, and so on, in milliseconds.
    var milliseconds: [Int64]
    var testDescription: String { pattern.name }
  }

  @Test(arguments: [
    Row(
      pattern: .highBurst,
      milliseconds: [
        150, 100, 150, 100, 150, 350, 150, 100, 150, 500, 150, 100, 150, 100, 150, 350, 150, 100,
        150, 5000,
      ]),
    Row(pattern: .mediumBurst, milliseconds: [200, 200, 200, 200, 200, 7500]),
    Row(pattern: .lowBurst, milliseconds: [200, 200, 200, 30_000]),
    Row(pattern: .highFlash, milliseconds: [250, 250]),
    Row(pattern: .mediumFlash, milliseconds: [833, 834]),
    Row(pattern: .lowLight, milliseconds: [1000]),
  ])
  func thePatternIsTheTables(_ row: Row) {
    let cycle = SignalCycle(row.pattern, SignalTiming())
    #expect(cycle.lengths.map(\.milliseconds) == row.milliseconds)
  }

  @Test func everyPatternHasAName() {
    #expect(Set(SignalPattern.allCases.map(\.name)).count == SignalPattern.allCases.count)
    #expect(SignalPattern.burst(.high).name == "high-priority burst")
    #expect(SignalPattern.flash(.low).name == "low-priority light")
  }

  struct Moment: Sendable {
    var at: Int64
    var isOn: Bool
    var changesIn: Int64?
  }

  @Test(arguments: [
    Moment(at: 0, isOn: true, changesIn: 200), Moment(at: 199, isOn: true, changesIn: 1),
    Moment(at: 200, isOn: false, changesIn: 200), Moment(at: 400, isOn: true, changesIn: 200),
    Moment(at: 8499, isOn: false, changesIn: 1), Moment(at: 8500, isOn: true, changesIn: 200),
    Moment(at: 8500 * 1_000_000 + 450, isOn: true, changesIn: 150),
    Moment(at: -5, isOn: true, changesIn: 200),
  ])
  func theStateFollowsFromTheTimeAlone(_ moment: Moment) {
    let state = SignalCycle(.mediumBurst, SignalTiming())
      .state(after: TimeLength(milliseconds: moment.at))
    #expect(state.isOn == moment.isOn)
    #expect(state.changesIn?.milliseconds == moment.changesIn)
  }

  @Test func aSteadyLightNeverChanges() {
    let state = SignalCycle(.lowLight, SignalTiming()).state(after: .hours(40))
    #expect(state.isOn)
    #expect(state.changesIn == nil)
  }
}
