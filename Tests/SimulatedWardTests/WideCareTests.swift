import CareModel
import Testing

@testable import SimulatedWard

@Suite struct WideCareTests {
  @Test(arguments: 0..<40) func daysHaveNoGap(seed: UInt64) {
    let bed = BedScript(number: 1, wideSeed: seed, days: 3, situations: CareSituation.mixed)
    var end = Instant.zero
    for phase in bed.care.phases {
      #expect(phase.interval.from == end && phase.interval.from < phase.interval.to)
      end = phase.interval.to
    }
    #expect(end == Instant(seconds: 3 * 86_400) && bed.finish == end)
    for (before, after) in zip(bed.care.phases, bed.care.phases.dropFirst()) {
      #expect(before.kind != after.kind)
    }
    for day in 0..<3 {
      let today = TruthInterval(fromSecond: day * 86_400, toSecond: (day + 1) * 86_400)
      #expect(bed.care.contact.contains { $0.overlaps(today) })
    }
  }

  @Test(arguments: 0..<40) func truthKeepsItsBooks(seed: UInt64) {
    let bed = BedScript(number: 1, wideSeed: seed, situations: CareSituation.mixed)
    let truth = bed.careTruth()
    #expect(truth.phases.map(\.interval).totalLength == .hours(24))
    let dyad = truth.contact.totalLength + truth.wrapped.totalLength
    #expect(truth.wornByDyad.totalLength == dyad)
    for stretch in truth.contact {
      #expect(!truth.wrapped.contains { $0.overlaps(stretch) })
      #expect(!truth.wornEmpty.contains { $0.overlaps(stretch) })
    }
    for session in bed.care.sessions {
      #expect(truth.contact.contains { $0.from == session.from })
      #expect(truth.contact.contains { $0.to == session.to })
    }
    let half = bed.careTruth(until: Instant(seconds: 43_200))
    #expect(half.phases.last?.interval.to == Instant(seconds: 43_200))
    #expect(half.contactLength <= truth.contactLength)
  }

  @Test(arguments: CareSituation.allCases, 0..<6)
  func everySituationHappensEveryDay(situation: CareSituation, seed: UInt64) {
    let plain = BedScript(number: 1, wideSeed: seed, days: 2)
    let bed = BedScript(number: 1, wideSeed: seed, days: 2, situations: [situation])
    #expect(bed.parameters == plain.parameters && bed.noiseSeed == plain.noiseSeed)
    if bed.care != plain.care {
      for day in 0..<2 {
        let today = TruthInterval(fromSecond: day * 86_400, toSecond: (day + 1) * 86_400)
        let changed =
          Set(bed.care.phases).symmetricDifference(plain.care.phases).map(\.interval)
          + Set(bed.care.shifts).subtracting(plain.care.shifts) + bed.care.repositionings
        #expect(changed.contains { $0.overlaps(today) })
      }
    } else {
      #expect(bed.signalFaults != plain.signalFaults || bed.probeFalls != plain.probeFalls)
    }
    #expect(bed == BedScript(number: 1, wideSeed: seed, days: 2, situations: [situation]))
  }

  @Test(arguments: 0..<20) func clothIsPulledOutWithTheBuckleClosed(seed: UInt64) {
    let bed = BedScript(number: 1, wideSeed: seed, situations: [.wrappedThenContact])
    let pairs = zip(bed.care.phases, bed.care.phases.dropFirst())
    #expect(pairs.contains { $0.kind == .wrapped && $1.kind == .contact })
  }

  @Test(arguments: 0..<20) func probesFallWhereTheyShould(seed: UInt64) {
    let inContact = BedScript(number: 1, wideSeed: seed, situations: [.probeFallsInContact])
    for fall in inContact.probeFalls {
      #expect(inContact.care.contact.contains { $0.from <= fall.from && fall.to <= $0.to })
    }
    let inCot = BedScript(number: 1, wideSeed: seed, situations: [.probeFallsInCot])
    for fall in inCot.probeFalls {
      #expect(inCot.care.cotStays.contains { $0.from <= fall.from && fall.to <= $0.to })
    }
  }

  @Test(arguments: 0..<10) func twinsShareOneCaregiver(seed: UInt64) {
    let together = WardScript.twins(.together, seed: seed).beds
    for stretch in together[1].care.contact {
      #expect(together[0].care.contact.contains { $0.from < stretch.from && stretch.to < $0.to })
    }
    let inTurn = WardScript.twins(.inTurn, seed: seed, days: 2).beds
    for stretch in inTurn[1].care.contact {
      #expect(!inTurn[0].care.contact.contains { $0.overlaps(stretch) })
    }
    for twins in [together, inTurn] {
      #expect(twins[1].care.contact.totalLength > .hours(1))
      #expect(twins[0].parameters.room.target == twins[1].parameters.room.target)
      #expect(twins[0].parameters.binder != twins[1].parameters.binder)
      #expect(twins[0].care.postures == twins[1].care.postures)
    }
  }

  @Test(arguments: BedEquipment.allCases) func equipmentTakesSensorsAway(equipment: BedEquipment) {
    let script = WardScript.evaluation(seed: 1, equipment: equipment)
    var ward = SimulatedWard(script: script)
    var seen: [DeviceIdentifier: Reading] = [:]
    ward.trace(upTo: Instant(seconds: 600)) { arrival in
      if case .sample(let sample) = arrival.event { seen[sample.device] = sample.reading }
    }
    #expect(seen.count == equipment.roles.count)
    let binder = seen["binder-1"]
    #expect((binder?.clasp != .unsupported) == equipment.binder.contains(.clasp))
    #expect((binder?.contact != .unsupported) == equipment.binder.contains(.contact))
    #expect((binder?.outer != .unsupported) == equipment.binder.contains(.outer))
    #expect(script.assignments[0].probe == (equipment.roles.contains(.probe) ? "probe-1" : nil))
  }

  @Test func theRoomFollowsTheLocalTime() {
    var ward = WardScript.evaluation(seed: 4)
    ward.beds[0].doorOpenings = []
    let warmest = Int(ward.beds[0].parameters.room.warmestHour * 3600)
    var atMidnight = BedPhysics(script: ward.beds[0])
    ward.start(atSecondOfDay: warmest)
    var atWarmest = BedPhysics(script: ward.beds[0])
    atMidnight.advance(toSecond: 60)
    atWarmest.advance(toSecond: 60)
    #expect(atWarmest.room > atMidnight.room)
  }
}
