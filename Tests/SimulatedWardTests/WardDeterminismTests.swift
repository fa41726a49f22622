import CareModel
import KMCProtocolC
import Testing

@testable import SimulatedWard

@Suite struct WardDeterminismTests {
  private let twoHours = Instant(seconds: 7200)

  @Test func sameSeedSameBytesOtherSeedOtherBytes() {
    var first = SimulatedWard(script: .demo(beds: 4, seed: 11))
    var second = SimulatedWard(script: .demo(beds: 4, seed: 11))
    var other = SimulatedWard(script: .demo(beds: 4, seed: 12))
    let outputs = first.step(to: WardScript.end)
    #expect(outputs == second.step(to: WardScript.end))
    #expect(outputs != other.step(to: WardScript.end))
    #expect(outputs.count > 100_000)
    #expect(zip(outputs, outputs.dropFirst()).allSatisfy { $0.at <= $1.at })
  }

  @Test func eventByEventIsTheSameAsAllAtOnce() {
    var once = SimulatedWard(script: .demo(beds: 2, seed: 4))
    var stepwise = SimulatedWard(script: .demo(beds: 2, seed: 4))
    var collected: [PortOutput] = []
    while stepwise.nextEventTime <= twoHours {
      let next = stepwise.nextEventTime
      let outputs = stepwise.step(to: next)
      #expect(outputs.allSatisfy { $0.at == next })
      #expect(stepwise.nextEventTime > next)
      collected += outputs
    }
    #expect(once.step(to: twoHours) == collected)
  }

  @Test func oneBedDoesNotDependOnAnother() {
    var alone = SimulatedWard(script: .calm(beds: 1, seed: 8))
    var among = SimulatedWard(script: .calm(beds: 3, seed: 8))
    let own = alone.step(to: twoHours)
    let all = among.step(to: twoHours).filter { $0.port.name.hasPrefix("bed-1-") }
    #expect(own == all && !own.isEmpty)
  }

  @Test func askingABoardChangesNothingThatItMeasures() {
    var quiet = SimulatedWard(script: .calm(beds: 1, seed: 8))
    var asked = SimulatedWard(script: .calm(beds: 1, seed: 8))
    let unasked = quiet.step(to: Instant(seconds: 600)).frames(of: "bed-1-binder").filter {
      $0.isA(KMC_REPORT)
    }
    var outputs = asked.step(to: Instant(seconds: 100))
    for byte in command(KMC_POLL) {
      outputs += asked.receive([byte], port: "bed-1-binder", at: Instant(seconds: 100.5))
    }
    outputs += asked.step(to: Instant(seconds: 600))
    let reports = outputs.frames(of: "bed-1-binder").filter {
      $0.isA(KMC_REPORT) && $0.number(KMC_TAG_ANSWERED_SEQUENCE) == nil
    }
    #expect(reports.map(\.reading) == unasked.map(\.reading))
    #expect(
      outputs.frames(of: "bed-1-binder").contains { $0.number(KMC_TAG_ANSWERED_SEQUENCE) == 7 })
  }
}
