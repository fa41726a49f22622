import CareModel
import Foundation
import GatewayCore
import SimulatedWard
import Testing

/// What takes too long for every run: `KMC_LONG_TESTS=1 swift test -c release --filter ByHand`.
@Suite(
  "By hand: whole days over many seeds",
  .enabled(if: ProcessInfo.processInfo.environment["KMC_LONG_TESTS"] != nil))
struct ByHandTests {
  @Test("ten seeds of four beds agree with the truth", arguments: 1...10)
  func tenSeeds(seed: UInt64) {
    let script = WardScript.demo(beds: 4, seed: seed)
    let run = SimulatedRun.whole(script)
    let judged = DayJudgement(script: script, events: run.events, end: WardScript.end)
    #expect(judged.complaints == [])
  }

  @Test("ten seeds over shared lines agree with the truth", arguments: 1...10)
  func polled(seed: UInt64) {
    let script = WardScript.demo(beds: 4, seed: seed).polledOverOneLineEach()
    let run = SimulatedRun.whole(script)
    let judged = DayJudgement(script: script, events: run.events, end: WardScript.end)
    #expect(judged.complaints == [])
  }

  @Test("a checkpoint after a day", arguments: [4, 8])
  func checkpointSize(beds: Int) throws {
    var run = SimulatedRun(.demo(beds: beds, seed: 1))
    run.run(until: WardScript.end)
    let bytes = try SavedCore(run.core).bytes.count
    print("checkpoint of \(beds) beds after a day: \(bytes) bytes")
    #expect(bytes < 20_000 * beds)
  }

  @Test("thirty kills each over ten seeds", arguments: 1...10)
  func kills(seed: UInt64) throws { try KilledRunTests().kills(seed: seed) }

  @Test("two hundred thousand inputs of any kind")
  func chaos() async {
    await #expect(processExitsWith: .success) { WardFuzzTests.survives(inputs: 200_000) }
  }

  @Test("books, twins and ticks over three hundred seeds", arguments: 1000..<1300)
  func books(seed: UInt64) throws {
    let fuzz = WardFuzzTests()
    try fuzz.sound(seed: seed)
    try fuzz.twins(seed: seed)
    fuzz.ticks(seed: seed)
  }
}
