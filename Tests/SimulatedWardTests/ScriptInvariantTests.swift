import CareModel
import Testing

@testable import SimulatedWard

/// What every seed's demo ward must keep, so that its truth leaves no doubt.
@Suite struct ScriptInvariantTests {
  @Test(arguments: 0..<50) func careLeavesNoDoubt(seed: UInt64) {
    for bed in WardScript.demo(beds: 4, seed: seed).beds {
      let phases = bed.care.phases
      #expect(phases.first?.interval.from == .zero)
      #expect(phases.last?.interval.to == WardScript.end)
      for (before, after) in zip(phases, phases.dropFirst()) {
        #expect(before.interval.to == after.interval.from)
        #expect(before.interval.from < before.interval.to)
      }
      let hours = bed.care.contact.totalLength.seconds / 3600
      #expect((6...18).contains(hours), "\(bed.name) has \(hours) h of contact")
      let sessions = bed.care.sessions
      #expect(sessions.contains { $0.length >= .minutes(100) })
      for (before, after) in zip(sessions, sessions.dropFirst()) {
        #expect(after.from - before.to >= .minutes(20))
      }
      for phase in phases where phase.kind == .pause {
        #expect(phase.interval.length >= .minutes(2) && phase.interval.length <= .minutes(8))
      }
      for shift in bed.care.shifts {
        #expect(shift.length < .minutes(1))
        #expect(bed.care.contact.contains { $0.from < shift.from && shift.to < $0.to })
      }
    }
  }

  @Test(arguments: 0..<50) func truthIsUnambiguous(seed: UInt64) {
    expectUnambiguous(WardScript.demo(beds: 4, seed: seed))
  }

  /// With fewer beds than faults, several befall one bed.
  @Test(arguments: [1, 2], 0..<6) func truthIsUnambiguousOnFewBeds(beds: Int, seed: UInt64) {
    expectUnambiguous(WardScript.demo(beds: beds, seed: seed))
  }

  private func expectUnambiguous(_ script: WardScript) {
    for bed in script.beds {
      let truth = bed.truth()
      #expect(truth.severeHypothermia.isEmpty && truth.hyperthermia.isEmpty)
      if bed.exposures.isEmpty {
        #expect(truth.mildHypothermia.isEmpty)
        #expect(truth.skinRange.lowerBound >= 36.7 && truth.skinRange.upperBound <= 37.2)
      } else {
        expectHypothermia(bed, truth)
      }
      if bed.heaterFailures.isEmpty {
        #expect(truth.coldRoom.isEmpty)
        #expect(truth.roomRange.lowerBound >= 22.8 && truth.roomRange.upperBound <= 25)
      } else {
        #expect(truth.coldRoom.count == 1)
      }
      expectClearCrossings(bed)
    }
  }

  /// One dip below 36.5, in the cot, below 35.7 for 40 min, about 35.0, back above 36.8 in contact.
  private func expectHypothermia(_ bed: BedScript, _ truth: TruthTimeline) {
    #expect(truth.mildHypothermia.count == 1 && truth.moderateHypothermia.count == 1)
    #expect((34.7...35.2).contains(truth.skinRange.lowerBound))
    #expect(truth.skinRange.upperBound <= 37.2)
    guard let mild = truth.mildHypothermia.first, let exposure = bed.exposures.first else { return }
    #expect(exposure.interval.from <= mild.from && mild.from < exposure.interval.to)
    #expect(bed.care.cotStays.contains { $0.from <= mild.from && exposure.interval.to <= $0.to })
    #expect(mild.to - exposure.interval.to < .minutes(40))
    #expect(bed.care.contact.contains(mild.to))

    var physics = BedPhysics(script: bed)
    var secondsDeep = 0
    var recovered = false
    for second in 0..<CareDay.length {
      physics.advance(toSecond: second)
      let isEpisode = (exposure.interval.fromSecond..<mild.toSecond).contains(second)
      if physics.skin < 35.7 { secondsDeep += 1 }
      if !isEpisode, physics.seatedProbe < 36.5 { Issue.record("\(bed.name) cools at \(second)") }
      if second > mild.toSecond, second < mild.toSecond + 1800, physics.skin >= 36.8 {
        recovered = true
      }
    }
    #expect(secondsDeep >= 2400)
    #expect(recovered)
  }

  /// No threshold has a temperature within 0.1 degrees of it for more than five minutes.
  private func expectClearCrossings(_ bed: BedScript) {
    let skinThresholds = [36.5, 36, 32, 37.5]
    let roomThresholds = [22.0, 22.5]
    var skinSeconds = [0, 0, 0, 0]
    var roomSeconds = [0, 0]
    var longest = 0
    var coldSeconds = 0
    var warmAgain = false
    var physics = BedPhysics(script: bed)
    for second in 0..<CareDay.length {
      physics.advance(toSecond: second)
      for index in 0..<4 {
        let isNear = abs(physics.seatedProbe - skinThresholds[index]) < 0.1
        skinSeconds[index] = isNear ? skinSeconds[index] + 1 : 0
        longest = max(longest, skinSeconds[index])
      }
      for index in 0..<2 {
        let isNear = abs(physics.room - roomThresholds[index]) < 0.1
        roomSeconds[index] = isNear ? roomSeconds[index] + 1 : 0
        longest = max(longest, roomSeconds[index])
      }
      if physics.room < 21 { coldSeconds += 1 }
      if coldSeconds > 0, physics.room > 23 { warmAgain = true }
    }
    #expect(longest <= 300, "\(bed.name) lingers at a threshold for \(longest) s")
    if !bed.heaterFailures.isEmpty {
      #expect(coldSeconds >= 3600)
      #expect(warmAgain)
    }
  }

  @Test(arguments: [1, 2, 3, 4, 7, 12], 0..<8)
  func everyFaultHappensOnce(beds: Int, seed: UInt64) {
    let truths = WardScript.demo(beds: beds, seed: seed).truth()
    let script = WardScript.demo(beds: beds, seed: seed)
    let faults = script.beds.flatMap(\.lineFaults)
    #expect(script.beds.flatMap(\.exposures).count == 1)
    #expect(script.beds.flatMap(\.heaterFailures).count == 1)
    let chairs = truths.flatMap(\.binderOnChair)
    #expect(chairs.count == 1 && chairs.allSatisfy { $0.length >= .minutes(30) })
    let falls = truths.flatMap(\.probeOff)
    #expect(falls.count == 1)
    #expect(falls.allSatisfy { $0.length >= .minutes(20) && $0.length <= .minutes(40) })
    for (kind, shortest, longest) in [
      (BedScript.LineFault.Kind.cableOut, 20.0, 20.0), (.noise, 3, 5), (.hung, 10, 10),
    ] {
      let found = faults.filter { $0.kind == kind }
      #expect(found.count == 1)
      for fault in found {
        #expect((shortest...longest).contains(fault.interval.length.minutes))
        #expect(fault.interval.to < WardScript.end)
      }
    }
    for bed in script.beds {
      for fault in bed.lineFaults where fault.kind == .hung && fault.role == .binder {
        #expect(
          bed.care.cotStays.contains { $0.from < fault.interval.from && fault.interval.to < $0.to })
      }
      for fall in bed.probeFalls {
        #expect(!bed.exposures.contains { $0.interval.overlaps(fall) })
      }
    }
  }
}
