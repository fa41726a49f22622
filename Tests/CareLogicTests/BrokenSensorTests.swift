import CareModel
import Testing

@testable import CareLogic

@Suite("Contact with a sensor that is broken, and with one that only looks so")
struct BrokenSensorTests {
  @Test(
    "an electrode that breaks off skin is found out, however near its own level it reads",
    arguments: [0.08, 0.25], [5.0, 60])
  func brokenElectrode(off: Double, period: Double) {
    var run = BinderRun()
    run.period = period
    run.electrodeOff = off
    run.run(.open, minutes: 60)
    run.run(.contact, minutes: 60)
    run.run(.open, minutes: 10)
    run.brokenElectrode = 0
    run.run(.open, minutes: 20)
    run.run(.contact, minutes: 120)
    run.run(.open, minutes: 20)
    run.settle()
    run.expect([60...120, 150...270], within: 90)
  }

  @Test(
    "an electrode that breaks in contact does not end it", arguments: [0, 0.3],
    [1.0, 5, 10, 30, 60])
  func electrodeBreaksInContact(reads: Double, period: Double) {
    var run = BinderRun()
    run.period = period
    run.run(.open, minutes: 60)
    run.run(.contact, minutes: 60)
    run.brokenElectrode = reads
    run.run(.contact, minutes: 60)
    run.run(.open, minutes: 20)
    run.settle()
    run.expect([60...180], within: 60)
  }

  @Test("a clasp stuck open is found out in the first contact", arguments: [1.0, 5, 30, 60])
  func claspStuckOpen(period: Double) {
    var run = BinderRun()
    run.period = period
    run.isClaspStuckOpen = true
    run.run(.open, minutes: 60)
    run.run(.contact, minutes: 10)
    #expect(run.detector.calibration.doubts(clasp: 0, run.settings.contact))
    run.run(.contact, minutes: 50)
    run.run(.open, minutes: 30)
    run.run(.contact, minutes: 60)
    run.run(.lying, minutes: 30)
    run.settle()
    run.expect([60...120, 150...210], within: 60)
  }

  @Test("a strap that pulls for ever does not make an open clasp a liar", arguments: [5.0, 60])
  func stuckStrap(period: Double) {
    for sensors in [BinderRun.Sensors.full, .full.subtracting(.electrode)] {
      var run = BinderRun()
      run.period = period
      run.sensors = sensors
      run.run(.open, minutes: 60)
      run.run(.contact, minutes: 60)
      run.brokenForce = 2.5
      run.run(.contact, minutes: 30)
      run.run(.openUnderInfant, minutes: 60)
      run.settle()
      #expect(!run.detector.calibration.doubts(clasp: 0, run.settings.contact), "\(sensors)")
      #expect(run.changes.last?.state != .contact, "\(sensors): \(run.story)")
    }
  }

  @Test("a doubted clasp alone decides nothing")
  func doubtedClaspAlone() {
    var run = BinderRun()
    run.isClaspStuckOpen = true
    run.run(.open, minutes: 60)
    run.run(.contact, minutes: 60)
    run.sensors = .clasp
    run.run(.contact, minutes: 60)
    #expect(!run.detector.suffices)
  }

  @Test("a clasp that closes again is believed again")
  func claspMends() {
    var run = BinderRun()
    run.isClaspStuckOpen = true
    run.run(.contact, minutes: 60)
    #expect(run.detector.calibration.doubts(clasp: 0, run.settings.contact))
    run.isClaspStuckOpen = false
    run.run(.contact, minutes: 1)
    #expect(!run.detector.calibration.doubts(clasp: 0, run.settings.contact))
  }

  @Test(
    "an open binder is open, however its signals rave",
    arguments: [BinderRun.Sensors.force, [.force, .electrode], [.force, .electrode, .motion]])
  func openWithNoise(wild: BinderRun.Sensors) {
    var run = BinderRun()
    run.run(.open, minutes: 30)
    run.wild = wild
    run.run(.open, minutes: 120)
    run.settle()
    #expect(!run.changes.contains { $0.state == .contact }, "\(run.story)")
    #expect(!run.detector.calibration.doubts(clasp: 0, run.settings.contact))
  }

  @Test("a coarse electrode that often repeats itself goes on telling", arguments: [1.0, 10, 60])
  func coarseScale(period: Double) {
    var run = BinderRun()
    run.period = period
    run.electrodeScale = 0.01
    for _ in 0..<3 {
      run.run(.open, minutes: 60)
      run.run(.contact, minutes: 60)
    }
    var heard = 0
    for _ in 0..<100 {
      run.run(.open, minutes: max(period, 10) / 60)
      let step = run.detector.signals.reading(
        ContactSurroundings(seatedSkin: nil, room: nil), run.detector.calibration,
        at: Instant(seconds: run.second), seconds: period, settings: run.settings.contact)
      if step.electrode != nil { heard += 1 }
    }
    #expect(heard >= 98, "\(heard) of 100")
  }

  @Test("one that reads 0 off skin by nature is not broken, and worn empty is not contact")
  func coarseElectrode() {
    var run = BinderRun()
    run.electrodeOff = -0.3
    run.run(.open, minutes: 60)
    run.run(.contact, minutes: 240)
    run.run(.open, minutes: 30)
    run.run(.wornEmpty, minutes: 120)
    run.run(.open, minutes: 30)
    run.settle()
    run.expect([60...300], within: 60)
  }
}
