import CareModel
import Testing

@testable import SimulatedWard

@Suite struct BedPhysicsTests {
  /// A bed with the given phases of care and no faults; parameters by seed.
  private func bed(seed: UInt64, _ phases: [CarePhase]) -> BedScript {
    var script = BedScript(number: 1, seed: seed)
    script.care = CareDay(phases: phases)
    return script
  }

  private func minutes(_ from: Int, _ to: Int) -> TruthInterval {
    TruthInterval(fromSecond: from * 60, toSecond: to * 60)
  }

  @Test(arguments: 0..<20) func wornInnerFaceLevelsOffWithinHalfAnHour(seed: UInt64) {
    var physics = BedPhysics(
      script: bed(
        seed: seed, [.init(.cot(.putAway), minutes(0, 60)), .init(.contact, minutes(60, 1440))]))
    physics.advance(toSecond: 3600)
    #expect(abs(physics.inner - physics.room) < 0.5)
    physics.advance(toSecond: 3600 + 1800)
    let level = physics.inner
    #expect((31...36).contains(level))
    #expect(physics.outer < physics.inner && physics.room < physics.outer)
    physics.advance(toSecond: 3600 + 2400)
    #expect(abs(physics.inner - level) < 0.4)
  }

  @Test(arguments: 0..<20) func binderOnAChairFallsToTheRoom(seed: UInt64) {
    var physics = BedPhysics(
      script: bed(
        seed: seed,
        [.init(.contact, minutes(0, 60)), .init(.cot(.claspedOnChair), minutes(60, 1440))]))
    physics.advance(toSecond: 3600)
    #expect(physics.inner > 31)
    physics.advance(toSecond: 3600 + 2700)
    #expect(physics.conditions.isClasped && !physics.conditions.isContact)
    #expect(abs(physics.inner - physics.room) < 0.7)
    #expect(abs(physics.outer - physics.room) < 0.7)
  }

  @Test(arguments: 0..<20) func fallenProbeCoolsFasterThanAnInfantCan(seed: UInt64) {
    var script = bed(seed: seed, [.init(.contact, minutes(0, 1440))])
    script.probeFalls = [minutes(60, 90)]
    var physics = BedPhysics(script: script)
    physics.advance(toSecond: 3600)
    let seated = physics.probe
    physics.advance(toSecond: 3660)
    #expect(seated - physics.probe > 0.5)
    physics.advance(toSecond: 5400)
    #expect(physics.probe < 30 && physics.probe > physics.room)
    #expect(physics.seatedProbe > 36.7)
    physics.advance(toSecond: 5400 + 1800)
    #expect(abs(physics.probe - physics.seatedProbe) < 0.05)
  }

  @Test func poorlyCoveredInfantCoolsAndWarmsAgainInContact() {
    var script = bed(
      seed: 3, [.init(.cot(.putAway), minutes(0, 240)), .init(.contact, minutes(240, 1440))])
    let conductance = script.parameters.infant.conductanceLevellingOff(atSkin: 31.5, inRoom: 23.5)
    script.exposures = [.init(interval: minutes(60, 240), conductance: conductance)]
    let truth = script.truth()
    #expect(truth.mildHypothermia.count == 1)
    #expect(truth.severeHypothermia.count == 1)
    var physics = BedPhysics(script: script)
    physics.advance(toSecond: 360 * 60)
    #expect(physics.skin > 36.8)
  }

  @Test func overwrappedInfantInAHotRoomOverheats() {
    var script = bed(seed: 3, [.init(.cot(.putAway), minutes(0, 1440))])
    script.heaterFailures = [.init(interval: minutes(60, 600), target: 33)]
    script.exposures = [.init(interval: minutes(60, 600), conductance: 0.16)]
    #expect(!script.truth().hyperthermia.isEmpty)
  }

  @Test func theTruthNamesTheTimeOfALowBattery() {
    var script = bed(seed: 3, [.init(.cot(.putAway), minutes(0, 1440))])
    #expect(script.truth().batteryLow.values.allSatisfy { $0.isEmpty })
    script.parameters.battery.startMillivolts = TruthTimeline.batteryLowMillivolts + 20
    script.parameters.battery.dailyLossMillivolts = 40
    #expect(script.truth().batteryLow["probe-1"] == [minutes(720, 1440)])
  }

  @Test func oneLongStepIsManyShortOnes() {
    let script = WardScript.demo(beds: 1, seed: 9).beds[0]
    var once = BedPhysics(script: script)
    var often = BedPhysics(script: script)
    once.advance(toSecond: 50_000)
    for second in 0...50_000 { often.advance(toSecond: second) }
    #expect(once.skin == often.skin && once.inner == often.inner && once.room == often.room)
    #expect(once.conditions == often.conditions)
  }

  @Test(arguments: 0..<20) func electrodesDifferByDeviceAndCreepWithSweat(seed: UInt64) {
    let script = bed(
      seed: seed, [.init(.contact, minutes(0, 600)), .init(.cot(.putAway), minutes(600, 1440))])
    let electrode = script.parameters.electrode
    #expect((0.36...0.72).contains(electrode.gain) && (0.05...0.1).contains(electrode.offset))
    var physics = BedPhysics(script: script)
    let sensors = BedSensors(script: script)
    func level(atMinute minute: Int) -> Double {
      physics.advance(toSecond: minute * 60)
      let at = Instant(milliseconds: Int64(minute) * 60_000)
      let measured = sensors.measure(.binder, .fullBinder, physics, at: at)
      return Double(measured.contactTenThousandths) / 10_000
    }
    let early = level(atMinute: 5)
    let late = level(atMinute: 590)
    let away = level(atMinute: 620)
    #expect(late > early)
    #expect(away < early - 0.15)
  }
}
