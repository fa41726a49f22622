import CareModel
import TestSupport
import Testing

@testable import CareLogic

@Suite("Contact, from whatever a bed's binder can measure")
struct ContactDetectorTests {
  @Test(
    "a full binder: no contact, within a minute, at any period", arguments: ContactRow.notContact,
    [1.0, 5, 10, 30, 60])
  func notContact(row: ContactRow, period: Double) {
    let run = row.played(period: period)
    run.expect(row.contact, within: 60)
    #expect(!run.changes.contains { $0.state.isUnobserved }, "\(run.story)")
  }

  @Test(
    "a full binder: contact goes on, at any period", arguments: ContactRow.contact,
    [1.0, 5, 10, 30, 60])
  func uninterrupted(row: ContactRow, period: Double) {
    let run = row.played(period: period)
    run.expect(row.contact, within: 60)
    #expect(!run.changes.contains { $0.state.isUnobserved }, "\(run.story)")
  }

  @Test("a full binder decides within three minutes", arguments: [1.0, 5, 10, 30, 60])
  func decidesSoon(period: Double) {
    for situation in [BinderRun.Situation.open, .lying, .wornEmpty, .sun] {
      let row = ContactRow.between("\(situation)", situation)
      let run = row.played(period: period)
      let boundaries = row.contact.flatMap { [$0.lowerBound * 60, $0.upperBound * 60] }
      let known = run.decided.filter { $0.change.from.seconds > 60 }.map(\.second)
      #expect(known.count == boundaries.count, "\(situation): \(run.story)")
      for (known, boundary) in zip(known, boundaries) {
        #expect(known - boundary <= 180, "\(situation): \(run.story)")
      }
    }
  }

  @Test("a clasp that flickers for one sample ends nothing", arguments: [1.0, 5, 10, 30, 60])
  func flicker(period: Double) {
    var run = BinderRun()
    run.period = period
    run.run(.open, minutes: 20)
    run.run(.contact, minutes: 30)
    for _ in 0..<5 {
      run.flickerClasp(in: .contact)
      run.run(.contact, minutes: 10)
    }
    let end = run.second / 60
    run.run(.open, minutes: 20)
    run.settle()
    run.expect([20...end], within: 60)
  }

  @Test("a probe that falls off in contact ends nothing", arguments: [5.0, 60])
  func probeFalls(period: Double) {
    var run = BinderRun()
    run.period = period
    run.run(.open, minutes: 60)
    run.run(.contact, minutes: 60)
    run.isProbeSeated = false
    run.run(.contact, minutes: 60)
    run.isProbeSeated = true
    run.run(.contact, minutes: 30)
    run.run(.open, minutes: 20)
    run.settle()
    run.expect([60...210], within: 60)
  }

  @Test(
    "poorer beds",
    arguments: [
      [.clasp, .electrode], [.clasp, .faces], [.clasp, .force, .faces], [.faces, .motion],
      [.clasp, .electrode, .motion], [.clasp, .electrode, .faces],
    ] as [BinderRun.Sensors], [5.0, 60])
  func subsets(sensors: BinderRun.Sensors, period: Double) {
    var run = BinderRun()
    run.sensors = sensors
    run.period = period
    run.run(.open, minutes: 60)
    run.run(.contact, minutes: 120)
    run.run(.open, minutes: 60)
    run.settle()
    let allowed = sensors.contains(.clasp) ? 120.0 : 300
    run.expect([60...180], within: allowed)
  }

  @Test("a buckle alone says that it is open, and never that there is contact")
  func claspAlone() {
    var run = BinderRun()
    run.sensors = .clasp
    run.isProbeSeated = false
    run.run(.contact, minutes: 60)
    #expect(run.changes.isEmpty, "\(run.story)")
    #expect(!run.detector.suffices)
    run.run(.open, minutes: 60)
    #expect(run.changes.map(\.state) == [.noContact], "\(run.story)")
    #expect(run.detector.suffices)
  }

  @Test("silence is unobserved from the last step, and nothing is carried over")
  func silence() throws {
    var run = BinderRun()
    run.run(.open, minutes: 30)
    run.run(.contact, minutes: 60)
    let silent = try #require(run.detector.silentFrom(.minutes(3)))
    #expect((5570...5580).contains(silent.seconds))
    run.lose("binder-1 silent")
    #expect(run.changes.last?.state == .unobserved("binder-1 silent"), "\(run.story)")
    #expect(run.changes.last.map { (5390...5400).contains($0.from.seconds) } == true)
    #expect(run.detector.silentFrom(.minutes(3)) == nil)
    run.lose("again")
    #expect(run.changes.filter { $0.state.isUnobserved }.count == 1, "\(run.story)")
    let count = run.changes.count
    run.run(.open, minutes: 10)
    let next = try #require(run.changes.dropFirst(count).first)
    #expect(next.state == .noContact)
    #expect(next.from.seconds >= 5400)
  }

  @Test("signals that nothing explains surprise, and are unobserved instead of either")
  func contradiction() {
    var run = BinderRun()
    run.run(.open, minutes: 30)
    run.run(.contact, minutes: 90)
    #expect(run.detector.surprise < run.settings.contact.surpriseAtMost)
    run.run(.senseless, minutes: 60)
    #expect(run.detector.surprise > 0.5, "\(run.detector.surprise)")
    run.run(.contact, minutes: 30)
    #expect(run.detector.surprise < run.settings.contact.surpriseAtMost)
  }

  @Test("boundaries never go back, and confidence is a probability", arguments: 1...6)
  func ordered(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let situations: [BinderRun.Situation] = [
      .contact, .lifted, .wrapped, .wornEmpty, .lying, .incubator, .sun, .open, .senseless,
    ]
    var run = BinderRun(seed: seed)
    run.period = [1.0, 5, 20, 60].randomElement(using: &generator) ?? 5
    run.electrodeOn = .random(in: 0.3...0.95, using: &generator)
    for _ in 0..<30 {
      let situation = situations.randomElement(using: &generator) ?? .open
      run.wild = BinderRun.Sensors(rawValue: .random(in: 0..<128, using: &generator))
      if Bool.random(using: &generator) { run.wild = [] }
      run.run(situation, minutes: .random(in: 0.2...15, using: &generator))
      if Int.random(in: 0..<8, using: &generator) == 0 { run.lose("link") }
    }
    run.settle()
    for (earlier, later) in zip(run.changes, run.changes.dropFirst()) {
      #expect(earlier.from <= later.from, "\(run.story)")
      #expect(earlier.state != later.state, "\(run.story)")
      #expect((0...1).contains(later.confidenceOfEnded))
    }
    #expect(run.decided.allSatisfy { $0.change.from.seconds <= $0.second })
    #expect((0...1).contains(run.detector.probability))
  }

  @Test("the inner face tells of an infant only while one is likely held against it")
  func innerFaceWhileHeld() {
    let told: [(BinderRun.Situation, Bool)] = [
      (.contact, true), (.wrapped, true), (.lying, false), (.sun, false), (.wornEmpty, false),
      (.open, false),
    ]
    for (situation, isTold) in told {
      var run = BinderRun()
      run.run(.open, minutes: 60)
      run.run(.contact, minutes: 60)
      run.run(situation, minutes: 20)
      let face = run.detector.innerFaceWhileHeld(
        at: Instant(seconds: run.second), settings: run.settings)
      #expect((face != nil) == isTold, "\(situation)")
    }
  }
}
