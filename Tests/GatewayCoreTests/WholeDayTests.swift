import CareModel
import GatewayCore
import SimulatedWard
import Testing
import TraceFormat

@Suite("A whole simulated day, from bytes to events")
struct WholeDayTests {
  /// More seeds by hand; three are what the time of a test run allows.
  @Test("counts the hours and raises each alarm that is due and no other", arguments: [1, 2, 3])
  func agreesWithTruth(seed: UInt64) {
    let script = WardScript.demo(beds: 2, seed: seed)
    let run = SimulatedRun.whole(script)
    let judged = DayJudgement(script: script, events: run.events, end: WardScript.end)
    #expect(judged.complaints == [])
  }
}
