import CareModel
import Testing

@testable import SimulatedWard

@Suite struct SignalFaultTests {
  private let fault = TruthInterval(fromSecond: 10_000, toSecond: 14_000)

  private func readings(
    with kind: SignalFault.Kind, in care: CarePhase.Kind, _ role: BoardRole = .binder
  ) -> (during: [Reading], after: [Reading]) {
    var bed = wideBed(seed: 2, care)
    bed.signalFaults = [SignalFault(kind, fault)]
    let all = SimulatedWardTests.readings(bed, role, from: 10_000, to: 18_000)
    return (Array(all.prefix(all.count / 2 - 2)), Array(all.suffix(all.count / 2 - 2)))
  }

  @Test func aStuckSwitchSaysOneThing() {
    let closed = readings(with: .claspStuckClosed, in: .cot(.putAway))
    #expect(closed.during.allSatisfy { $0.clasp == .value(true) })
    #expect(closed.after.allSatisfy { $0.clasp == .value(false) })
    let open = readings(with: .claspStuckOpen, in: .contact)
    #expect(open.during.allSatisfy { $0.clasp == .value(false) })
    #expect(open.after.allSatisfy { $0.clasp == .value(true) })
  }

  @Test func aBouncingSwitchSaysBoth() {
    let bouncing = readings(with: .claspBouncing, in: .contact)
    #expect(Set(bouncing.during.map(\.clasp)).count == 2)
    #expect(bouncing.after.allSatisfy { $0.clasp == .value(true) })
  }

  @Test func aFailedElectrodeIsConstant() {
    let dead = readings(with: .electrodeDead, in: .contact)
    #expect(dead.during.allSatisfy { $0.contact == .value(ElectrodeLevel(0)) })
    let frozen = readings(with: .electrodeFrozen(atLevel: 0.8), in: .cot(.putAway))
    #expect(frozen.during.allSatisfy { $0.contact == .value(ElectrodeLevel(0.8)) })
    #expect(frozen.after.allSatisfy { ($0.contact.value?.fraction ?? 1) < 0.4 })
  }

  struct Noisy: Sendable {
    var kind: SignalFault.Kind
    var role = BoardRole.binder
    var value: @Sendable (Reading) -> Double?
    var spread: Double
  }

  @Test(arguments: [
    Noisy(kind: .forceNoisy, value: { $0.force.value?.newtons }, spread: 5),
    Noisy(kind: .electrodeNoisy, value: { $0.contact.value?.fraction }, spread: 0.8),
    Noisy(kind: .tiltNoisy, value: { $0.tilt.value?.degrees }, spread: 100),
    Noisy(kind: .motionNoisy, value: { $0.motion.value?.milliG }, spread: 300),
    Noisy(kind: .innerFaceNoisy, value: { $0.inner.value?.degrees }, spread: 25),
    Noisy(kind: .outerFaceNoisy, value: { $0.outer.value?.degrees }, spread: 25),
    Noisy(
      kind: .probeNoisy, role: .probe, value: { $0.temperature.value?.degrees }, spread: 10),
  ])
  func aNoisySensorSaysAnything(noisy: Noisy) {
    let found = readings(with: noisy.kind, in: .cot(.putAway), noisy.role)
    func spread(_ from: [Reading]) -> Double {
      let values = from.compactMap(noisy.value)
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    #expect(spread(found.during) > noisy.spread)
    #expect(spread(found.after) < noisy.spread / 2)
  }

  @Test func otherSignalsAreAsTheyWere() {
    var bed = wideBed(seed: 2, .contact)
    let well = SimulatedWardTests.readings(bed, from: 10_000, to: 12_000)
    bed.signalFaults = [SignalFault(.forceNoisy, fault)]
    let ill = SimulatedWardTests.readings(bed, from: 10_000, to: 12_000)
    #expect(well.map(\.contact) == ill.map(\.contact) && well.map(\.inner) == ill.map(\.inner))
    #expect(well.map(\.force) != ill.map(\.force))
  }
}
