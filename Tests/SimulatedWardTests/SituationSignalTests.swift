import CareModel
import Testing

@testable import SimulatedWard

/// What electrode, strap and motion sensor say in each situation.
@Suite struct SituationSignalTests {
  private func settled(_ seed: UInt64, _ kind: CarePhase.Kind) -> [Reading] {
    readings(wideBed(seed: seed, kind), from: 9000, to: 18_000)
  }

  @Test(arguments: 0..<10) func electrodeTellsSkinFromCloth(seed: UInt64) {
    func level(_ kind: CarePhase.Kind) -> Double {
      median(settled(seed, kind).compactMap { $0.contact.value?.fraction })
    }
    let electrode = wideBed(seed: seed, .contact).parameters.electrode
    #expect((0.3...0.75).contains(electrode.gain) && (0.03...0.25).contains(electrode.offset))
    let skin = level(.contact)
    #expect(skin > electrode.offset + 0.5 * electrode.gain)
    #expect(level(.wrapped) < skin - 0.15)
    #expect(level(.wornEmpty(.overClothing)) < skin - 0.15)
    #expect(abs(level(.cot(.claspedOnChair)) - electrode.offset) < 0.05)
  }

  @Test(arguments: 0..<10) func strapAndMotionFollowTheWearer(seed: UInt64) {
    let contact = settled(seed, .contact)
    let empty = settled(seed, .wornEmpty(.overClothing))
    let chair = settled(seed, .cot(.claspedOnChair))
    func force(_ from: [Reading]) -> Double { median(from.compactMap { $0.force.value?.newtons }) }
    func motion(_ from: [Reading]) -> Double { median(from.compactMap { $0.motion.value?.milliG }) }
    #expect((0.6...6.2).contains(force(contact)))
    #expect(force(empty) < force(contact))
    #expect(force(chair) <= 0.85)
    let busy = mean(empty.compactMap { $0.motion.value?.milliG })
    #expect(busy > motion(chair) + 5)
    #expect(motion(chair) <= 3.3 && motion(contact) >= 2.5)
  }

  /// Root mean squares over 1 s and over 30 s speak of the same movement.
  @Test(arguments: 0..<4) func motionDoesNotDependOnThePeriod(seed: UInt64) {
    func power(_ period: Double) -> Double {
      var bed = wideBed(seed: seed, .contact)
      bed.setPeriods(report: period, wideSeed: 1)
      let motion = readings(bed, from: 9000, to: 18_000).compactMap { $0.motion.value?.milliG }
      return mean(motion.map { $0 * $0 })
    }
    let often = power(1)
    #expect(abs(power(30) - often) < 0.1 * often)
  }

  @Test(arguments: 0..<6) func aLoosenedStrapIsNotTheEndOfContact(seed: UInt64) {
    var bed = wideBed(seed: seed, .contact)
    let moved = TruthInterval(fromSecond: 12_000, toSecond: 12_180)
    bed.care.repositionings = [moved]
    let during = readings(bed, from: 12_010, to: 12_170)
    let before = readings(bed, from: 11_000, to: 11_900)
    #expect(during.allSatisfy { $0.clasp == .value(true) })
    let force = { (from: [Reading]) in median(from.compactMap { $0.force.value?.newtons }) }
    #expect(force(during) < force(before) * 0.8)
    #expect(bed.careTruth().contact == [TruthInterval(fromSecond: 7200, toSecond: 21_600)])
  }

  @Test func theElectrodeSettlesAfterTheBuckle() {
    let bed = wideBed(seed: 5, .contact)
    let handling = bed.handledStretches().filter(\.settles)
    #expect(handling.count == 1 && (10...60).contains(handling[0].interval.length.seconds))
    let conditions = bed.conditions().first { $0.fromSecond == 7200 }
    #expect(conditions?.isHandled == true)
    #expect((conditions?.settled(atSecond: 7201) ?? 1) < 0.3)
    #expect(conditions?.settled(atSecond: 7260) == 1)
  }
}
