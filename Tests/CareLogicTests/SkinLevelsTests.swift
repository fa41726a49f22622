import CareModel
import Testing

@testable import CareLogic

@Suite("An infant's chest skin, on the chest and off it")
struct SkinLevelsTests {
  private let settings = ContactModelSettings()

  private func sure(_ situation: BinderSituation) -> BySituation {
    var belief = BySituation(repeating: 0)
    belief[situation] = 1
    return belief
  }

  private func learnt(
    cot: Double?, chest: Double?, hours: Double = 3, isSettled: Bool = true
  ) -> SkinLevels {
    var levels = SkinLevels()
    for (degrees, situation) in [(cot, BinderSituation.open), (chest, .contact)] {
      guard let degrees else { continue }
      for second in stride(from: 0.0, to: hours * 3600, by: 30) {
        let step = SignalStep(
          at: Instant(seconds: second), seconds: 30, electrode: situation == .contact ? 0.6 : 0.1,
          skin: degrees)
        levels.learn(step, belief: sure(situation), isSettled: isSettled, settings)
      }
    }
    return levels
  }

  /// By how much the reading speaks for the binder, in nats.
  private func forHeld(_ levels: SkinLevels, _ degrees: Double) -> Double? {
    levels.logs(degrees, settings).map { $0[.contact] - $0[.open] }
  }

  @Test("it says nothing before the cot is known")
  func unknown() {
    #expect(SkinLevels().logs(36.5, settings) == nil)
    #expect(learnt(cot: nil, chest: 36.8).logs(36.8, settings) == nil)
    #expect(learnt(cot: 36.2, chest: nil, isSettled: false).logs(36.2, settings) == nil)
  }

  @Test("both levels are learnt from the infant", arguments: [35.6, 36.2, 36.6], [0.4, 0.8])
  func both(cot: Double, rise: Double) throws {
    let levels = learnt(cot: cot, chest: cot + rise)
    #expect(try #require(forHeld(levels, cot + rise)) > 0.3)
    #expect(try #require(forHeld(levels, cot)) < -0.3)
  }

  @Test("before the chest is known as well it says nothing: infants differ in their rise")
  func expected() {
    let levels = learnt(cot: 36.2, chest: nil)
    #expect(levels.logs(36.7, settings) == nil)
    #expect(levels.logs(36.2, settings) == nil)
  }

  @Test("no reading whatever says more than its bound", arguments: [20.0, 34, 36.2, 36.8, 39, 60])
  func bounded(degrees: Double) throws {
    let levels = learnt(cot: 36.2, chest: 36.8)
    #expect(abs(try #require(forHeld(levels, degrees))) <= settings.skinAtMost + 1e-9)
  }

  /// A binder that is worn empty on bare skin looks like contact for a while.
  @Test("hours of believed contact at the cot's level do not unlearn the chest's")
  func notUnlearnt() throws {
    var levels = learnt(cot: 36.2, chest: 36.8)
    let before = try #require(forHeld(levels, 36.2))
    for second in stride(from: 0.0, to: 4 * 3600, by: 30) {
      let step = SignalStep(
        at: Instant(seconds: 30_000 + second), seconds: 30, electrode: 0.6, skin: 36.2)
      levels.learn(step, belief: sure(.contact), isSettled: true, settings)
    }
    #expect(abs(try #require(forHeld(levels, 36.2)) - before) < 0.1)
  }

  @Test("skin does not tell skin to skin from wrapped")
  func wrapped() throws {
    let logs = try #require(learnt(cot: 36.2, chest: 36.8).logs(36.8, settings))
    #expect(logs[.contact] == logs[.wrapped])
  }
}
