import CareModel
import TestSupport
import Testing

@testable import CareLogic

@Suite("What a binder teaches about itself")
struct BinderCalibrationTests {
  /// A bed that had two rounds of cot and contact, an hour each.
  private func taught(_ change: (inout BinderRun) -> Void = { _ in }) -> BinderRun {
    var run = BinderRun()
    change(&run)
    for _ in 0..<2 {
      run.run(.open, minutes: 60)
      run.run(.contact, minutes: 60)
    }
    return run
  }

  private func electrode(_ run: BinderRun) -> (off: Double, on: Double) {
    (run.detector.calibration.electrodeOff.mean, run.detector.calibration.electrodeOn.mean)
  }

  @Test(
    "an electrode of any gain and offset is learnt", arguments: [0.2, 0.35, 0.5, 0.8],
    [0.02, 0.1, 0.2, 0.3])
  func electrodes(gain: Double, offset: Double) {
    let on = min(0.99, offset + gain)
    let run = taught {
      ($0.electrodeOff, $0.electrodeOn) = (offset, on)
      $0.creepPerHour = 0
    }
    let learnt = electrode(run)
    #expect(abs(learnt.off - offset) < 0.04, "\(learnt)")
    #expect(abs(learnt.on - on) < 0.04, "\(learnt)")
  }

  @Test("the same is learnt at any period", arguments: [1.0, 5, 10, 30, 60])
  func periods(period: Double) {
    let run = taught { $0.period = period }
    #expect(abs(electrode(run).off - 0.08) < 0.04)
    #expect(abs(electrode(run).on - 0.61) < 0.05)
    let faces = run.detector.calibration
    #expect(abs(faces.wornWarmth.mean - 0.83) < 0.12, "\(faces.wornWarmth)")
    #expect(faces.motionRest.mean < faces.motionWorn.mean - 1)
  }

  @Test("a creeping electrode is followed up", arguments: [0.03, 0.06])
  func creep(perHour: Double) {
    var run = taught { $0.creepPerHour = perHour }
    run.run(.contact, minutes: 240)
    let now = 0.6 + perHour * 5
    #expect(abs(electrode(run).on - now) < 0.06, "\(electrode(run)), reads \(now)")
    #expect(run.changes.last?.state == .contact)
  }

  @Test("hours wrapped in cloth do not drag the level of skin down")
  func wrapped() {
    var run = taught()
    let before = electrode(run).on
    run.run(.wrapped, minutes: 240)
    #expect(abs(electrode(run).on - before) < 0.05)
    #expect(run.changes.last?.state == .noContact, "\(run.story)")
  }

  @Test("a noisy hour poisons nothing", arguments: [BinderRun.Sensors.electrode, .inner, .motion])
  func noisyHour(wild: BinderRun.Sensors) {
    var run = taught()
    let before = run.detector.calibration
    run.wild = wild
    run.run(.contact, minutes: 60)
    run.wild = []
    run.run(.contact, minutes: 60)
    let after = run.detector.calibration
    #expect(abs(after.electrodeOn.mean - before.electrodeOn.mean) < 0.08)
    #expect(abs(after.electrodeOff.mean - before.electrodeOff.mean) < 0.05)
    #expect(abs(after.wornWarmth.mean - before.wornWarmth.mean) < 0.1)
    run.run(.lying, minutes: 30)
    run.run(.contact, minutes: 30)
    run.settle()
    #expect(run.changes.last?.state == .contact, "\(run.story)")
    #expect(run.changes.contains { abs($0.from.seconds - 6 * 3600) <= 60 }, "\(run.story)")
  }

  @Test("where an inner face levels off is learnt", arguments: [27.0, 30, 34])
  func faces(wornInner: Double) {
    let run = taught { $0.wornInner = wornInner }
    let warmth = (wornInner - 23) / (run.settings.contact.bodyDegrees.degrees - 23)
    #expect(abs(run.detector.calibration.wornWarmth.mean - warmth) < 0.12)
    #expect(abs(run.detector.calibration.wornFlow.mean - 0.6 * warmth) < 0.1)
  }

  @Test("warmth without any movement, as a radiator's, teaches nothing of what is worn")
  func radiator() {
    var run = taught()
    let before = run.detector.calibration
    run.run(.incubator, minutes: 180)
    run.run(.sun, minutes: 180)
    let after = run.detector.calibration
    #expect(abs(after.wornWarmth.mean - before.wornWarmth.mean) < 0.05)
    #expect(abs(after.wornFlow.mean - before.wornFlow.mean) < 0.05)
    #expect(abs(after.faceOffset.mean - before.faceOffset.mean) < 0.5)
  }

  @Test("it goes with the binder: the next infant's first contact is dated right")
  func goesWithTheBinder() {
    var first = taught { ($0.electrodeOff, $0.electrodeOn) = (0.3, 0.9) }
    let calibration = first.detector.calibration
    first.lose("handed over")
    var next = BinderRun(seed: 10)
    (next.electrodeOff, next.electrodeOn) = (0.3, 0.9)
    next.detector.calibration = calibration
    next.run(.lying, minutes: 20)
    next.run(.contact, minutes: 30)
    next.settle()
    #expect(next.changes.map(\.state) == [.noContact, .contact], "\(next.story)")
    #expect(next.changes.last.map { abs($0.from.seconds - 1200) <= 60 } == true, "\(next.story)")
  }
}
