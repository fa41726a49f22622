import CareModel
import Testing

@testable import CareLogic

@Suite("Whose skin lies on the electrode")
struct OnSkinSignsTests {
  private let settings = ContactModelSettings()

  /// All that was said in `minutes` of the same, in nats.
  private func said(
    _ kind: SignalKind, _ nats: Double, minutes: Double, period: Double,
    after signs: OnSkinSigns = OnSkinSigns()
  ) -> (sum: Double, signs: OnSkinSigns) {
    var signs = signs
    var sum = 0.0
    for _ in 0..<Int(minutes * 60 / period) {
      sum += signs.follow(kind, nats, over: period, settings)
    }
    return (sum, signs)
  }

  @Test(
    "however long a level lasts it counts once", arguments: [SignalKind.force, .skin],
    [1.0, 10, 60])
  func once(kind: SignalKind, period: Double) {
    #expect(abs(said(kind, 2, minutes: 300, period: period).sum - 2) < 0.01)
  }

  @Test("two faces are one sensor: half each", arguments: [SignalKind.flow, .warmth])
  func half(kind: SignalKind) {
    #expect(abs(said(kind, 2, minutes: 300, period: 10).sum - 1) < 0.01)
  }

  @Test("a level that turns is believed as it is now")
  func turns() {
    let (first, signs) = said(.skin, 2, minutes: 300, period: 10)
    let (second, _) = said(.skin, -2, minutes: 300, period: 10, after: signs)
    #expect(abs(first + second + 2) < 0.01)
  }

  @Test("the period matters little within the time in which a level settles")
  func period() {
    let often = said(.skin, 2, minutes: 8, period: 1).sum
    #expect(abs(said(.skin, 2, minutes: 8, period: 60).sum - often) < 0.1)
    #expect((1...1.5).contains(often))
  }

  @Test(
    "buckle, electrode, movement and tilt say nothing of it",
    arguments: [SignalKind.clasp, .electrode, .motion, .tilt])
  func nothing(kind: SignalKind) {
    #expect(said(kind, 4, minutes: 60, period: 10).sum == 0)
  }

  private func worn(_ situation: BinderRun.Situation, isKnown: Bool, period: Double) -> BinderRun {
    var run = BinderRun()
    run.period = period
    run.run(.open, minutes: 60)
    if isKnown { run.run(.contact, minutes: 180) }
    run.run(.open, minutes: 120)
    run.run(situation, minutes: 90)
    run.run(.open, minutes: 20)
    run.settle()
    return run
  }

  /// Minutes that were booked as contact from the second closing on.
  private func counted(_ run: BinderRun, from minute: Double) -> Double {
    run.contact.map { max(0, $0.upperBound - max($0.lowerBound, minute * 60)) }.reduce(0, +) / 60
  }

  @Test("an empty binder on bare skin is not counted for long", arguments: [5.0, 30])
  func empty(period: Double) {
    let run = worn(.wornOnSkin, isKnown: true, period: period)
    #expect(counted(run, from: 350) < 10, "\(run.story)")
  }

  @Test("contact after it is counted whole", arguments: [5.0, 30])
  func full(period: Double) {
    let run = worn(.contact, isKnown: true, period: period)
    #expect((88...92).contains(counted(run, from: 350)), "\(run.story)")
  }

  /// Said in DETECTION.md: before a binder and an infant were seen in contact nothing tells the two apart.
  @Test("without a session before it, it is taken for contact")
  func unknown() {
    let run = worn(.wornOnSkin, isKnown: false, period: 5)
    #expect(counted(run, from: 170) > 60, "\(run.story)")
  }

  @Test("a link that drops out ten times lets nothing count again")
  func lostLinks() {
    var run = BinderRun()
    run.run(.open, minutes: 60)
    run.run(.contact, minutes: 180)
    run.run(.open, minutes: 60)
    run.run(.contact, minutes: 60)
    let before = run.detector.probability
    for _ in 0..<10 {
      run.lose("silent")
      run.run(.contact, minutes: 1)
    }
    #expect(abs(run.detector.probability - before) < 0.05, "\(before)")
  }

  @Test("without an electrode nobody asks whose skin it is")
  func noElectrode() {
    var run = BinderRun()
    run.sensors = [.clasp, .force, .motion, .faces]
    run.run(.open, minutes: 60)
    run.run(.contact, minutes: 60)
    #expect(run.detector.smoother.live[.wornOnSkin] < 0.001)
    #expect(run.detector.probability > 0.95)
  }
}
