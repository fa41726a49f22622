import CareLogic
import CareModel
import TestSupport
import Testing

@Suite("Contact, from whatever a bed's binder can measure")
struct ContactDetectorTests {
  @Test("a full binder: each boundary within a minute, at any period", arguments: [1.0, 5, 30, 60])
  func fullBinder(period: Double) {
    var run = BinderRun()
    run.period = period
    run.run(.open, minutes: 30)
    run.run(.worn, minutes: 120)
    run.run(.open, minutes: 30)
    run.run(.worn, minutes: 60)
    #expect(
      run.isDecided(
        [.noContact, .contact, .noContact, .contact], from: [0, 1800, 9000, 10_800], within: 60),
      "\(run.story)")
  }

  @Test(
    "electrodes of any gain and offset", arguments: [0.35, 0.5, 0.7, 0.95], [0.0, 0.06, 0.12])
  func electrodes(gain: Double, offset: Double) {
    var run = BinderRun()
    run.gain = gain
    run.offset = offset
    run.run(.open, minutes: 30)
    for hour in 0..<3 {
      run.run(.worn, minutes: 60)
      run.run(.open, minutes: 30)
      #expect(run.changes.count == 3 + 2 * hour, "\(run.story)")
    }
    let boundaries = [0, 1800, 5400, 7200, 10_800, 12_600, 16_200].map(Double.init)
    let states: [ContactState] = [
      .noContact, .contact, .noContact, .contact, .noContact, .contact, .noContact,
    ]
    #expect(run.isDecided(states, from: boundaries, within: 60), "\(run.story)")
  }

  @Test(
    "subsets of the sensors",
    arguments: [
      [.clasp, .electrode], [.clasp, .faces], [.clasp, .force, .faces], [.faces, .motion],
      [.electrode, .motion], [.clasp, .electrode, .motion],
    ] as [BinderRun.Sensors], [5.0, 60])
  func subsets(sensors: BinderRun.Sensors, period: Double) {
    var run = BinderRun()
    run.sensors = sensors
    run.period = period
    run.run(.open, minutes: 60)
    run.run(.worn, minutes: 120)
    run.run(.open, minutes: 60)
    #expect(run.changes.map(\.state) == [.noContact, .contact, .noContact], "\(run.story)")
    #expect(
      run.isDecided([.noContact, .contact, .noContact], from: [0, 3600, 10_800], within: 240),
      "\(run.story)")
  }

  @Test("a buckle alone says that it is open, and never that there is contact")
  func claspAlone() {
    var run = BinderRun()
    run.sensors = .clasp
    run.run(.worn, minutes: 60)
    #expect(run.changes.isEmpty)
    run.run(.open, minutes: 60)
    #expect(run.changes.map(\.state) == [.noContact])
  }

  @Test("clasped on a chair is no contact, also after contact and with the buckle stuck")
  func chair() {
    var run = BinderRun()
    run.run(.onChair, minutes: 60)
    run.run(.worn, minutes: 60)
    run.run(.onChair, minutes: 60)
    #expect(
      run.isDecided([.noContact, .contact, .noContact], from: [0, 3600, 7200], within: 90),
      "\(run.story)")
    var stuck = BinderRun()
    stuck.claspIsStuck = true
    stuck.run(.open, minutes: 60)
    stuck.run(.worn, minutes: 60)
    stuck.run(.open, minutes: 60)
    #expect(
      stuck.isDecided([.noContact, .contact, .noContact], from: [0, 3600, 7200], within: 90),
      "\(stuck.story)")
  }

  @Test("an infant wrapped in cloth is never counted as contact", arguments: [0.4, 0.6, 0.9])
  func wrapped(gain: Double) {
    var run = BinderRun()
    run.gain = gain
    run.run(.open, minutes: 20)
    run.run(.worn, minutes: 60)
    run.run(.open, minutes: 20)
    let before = run.changes.count
    run.run(.wrapped, minutes: 60)
    #expect(!run.changes.dropFirst(before).contains { $0.state == .contact }, "\(run.story)")
  }

  @Test("forty seconds off the skin within contact do not interrupt it", arguments: [1.0, 5, 10])
  func shortShift(period: Double) {
    var run = BinderRun()
    run.period = period
    run.run(.worn, minutes: 60)
    for _ in 0..<5 {
      run.run(.wrapped, minutes: 40 / 60)
      run.run(.worn, minutes: 20)
    }
    #expect(run.changes.map(\.state) == [.contact], "\(run.story)")
  }

  @Test("a pause of four minutes does", arguments: [1.0, 5, 10, 30, 60])
  func pause(period: Double) {
    var run = BinderRun()
    run.period = period
    run.run(.worn, minutes: 60)
    run.run(.open, minutes: 4)
    run.run(.worn, minutes: 30)
    #expect(
      run.isDecided([.contact, .noContact, .contact], from: [0, 3600, 3840], within: 60),
      "\(run.story)")
  }

  @Test("silence is unobserved from the last reading, and nothing is carried over")
  func silence() {
    var run = BinderRun()
    run.run(.worn, minutes: 60)
    #expect(run.detector.silentFrom(.minutes(3)) == Instant(seconds: 3780))
    run.lose("binder-1 silent")
    #expect(run.changes.last?.from == Instant(seconds: 3600))
    #expect(run.detector.silentFrom(.minutes(3)) == nil)
    #expect(run.detector.logOdds == 0)
    run.lose("again")
    #expect(run.changes.count == 2)
    run.second = 7200
    run.run(.open, minutes: 10)
    #expect(run.changes.last?.state == .noContact)
    #expect(run.changes.last.map { $0.from >= Instant(seconds: 7200) } == true, "\(run.story)")
  }

  @Test("signals that contradict each other are unobserved after the limit, not one or the other")
  func contradiction() {
    var run = BinderRun()
    run.sensors = [.clasp, .electrode, .force, .motion]
    run.gain = 0.62
    run.run(.worn, minutes: 60)
    run.run(.contradictory, minutes: 60)
    for change in run.changes.dropFirst() where change.state != .noContact {
      guard case .unobserved = change.state else {
        Issue.record("\(run.story)")
        continue
      }
      #expect(change.from >= Instant(seconds: 3500))
    }
    #expect(run.changes.count <= 2, "\(run.story)")
  }

  @Test("undecided signals become unobserved also where hours are booked sooner than that")
  func undecidedWithShortLag() {
    var run = BinderRun()
    run.settings.undecidedAtMost = .minutes(10)
    run.settings.bookingLag = .minutes(5)
    run.sensors = [.clasp, .electrode, .force, .motion]
    run.run(.worn, minutes: 60)
    // The electrode says no about as loudly as everything else says yes.
    run.offset = 0.27 - 0.06 * run.gain
    run.run(.contradictory, minutes: 150)
    let reason = run.changes.dropFirst().first?.state
    #expect(reason == .unobserved("the binder's signals contradict each other"), "\(run.story)")
  }

  @Test("boundaries never go back before the one before, and confidence is a probability")
  func ordered() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<20 {
      var run = BinderRun()
      run.period = [1.0, 5, 20, 60].randomElement(using: &generator) ?? 5
      run.gain = .random(in: 0.35...0.95, using: &generator)
      for _ in 0..<30 {
        let situation = [
          BinderRun.Situation.worn, .open, .onChair, .wrapped, .contradictory,
        ].randomElement(using: &generator)
        run.run(situation ?? .open, minutes: .random(in: 0.2...15, using: &generator))
        if Int.random(in: 0..<8, using: &generator) == 0 {
          run.lose("link")
          run.second += .random(in: 0...900, using: &generator)
        }
      }
      for (earlier, later) in zip(run.changes, run.changes.dropFirst()) {
        #expect(earlier.from <= later.from, "\(run.story)")
        #expect(earlier.state != later.state)
        #expect((0...1).contains(later.confidenceOfEnded))
      }
      #expect(run.changes.allSatisfy { $0.from.seconds <= run.second })
    }
  }

  @Test("an onset after a long time apart is dated to the sample at which the evidence turned")
  func onsetIsNotLate() throws {
    var run = BinderRun()
    run.run(.open, minutes: 120)
    run.run(.worn, minutes: 30)
    let onset = try #require(run.changes.first { $0.state == .contact })
    #expect(abs((onset.from - Instant(seconds: 7200)).seconds) <= 10, "\(run.story)")
  }
}
