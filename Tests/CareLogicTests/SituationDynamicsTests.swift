import CareModel
import TestSupport
import Testing

@testable import CareLogic

@Suite("How situations follow upon each other")
struct SituationDynamicsTests {
  private let dynamics = SituationDynamics(ContactModelSettings())

  /// Applied again and again, as the filter does it.
  private func forward(_ belief: BySituation, seconds: Double, steps: Int) -> BySituation {
    (0..<steps).reduce(belief) { belief, _ in
      dynamics.forward(belief, seconds: seconds / Double(steps), .none)
    }
  }

  @Test("the prior is a belief")
  func prior() {
    #expect(abs(dynamics.prior.sum() - 1) < 1e-12)
    for situation in BinderSituation.allCases { #expect(dynamics.prior[situation] > 0) }
    #expect(dynamics.prior[7] == 0)
    #expect(BySituation.lanes.count == BinderSituation.allCases.count)
  }

  @Test("time keeps the sum, and no probability leaves 0 to 1", arguments: [0.0, 1, 10, 60, 360])
  func keepsTheSum(seconds: Double) {
    var random = RandomBeliefs(seed: 1)
    for _ in 0..<200 {
      let later = dynamics.forward(random.belief(), seconds: seconds, .none)
      #expect(abs(later.sum() - 1) < 1e-12)
      for lane in 0..<8 { #expect((-1e-15...1).contains(later[lane])) }
      #expect(later[7] == 0)
    }
  }

  @Test("no time, or time that goes back, changes nothing", arguments: [0.0, -5])
  func noTime(seconds: Double) {
    var random = RandomBeliefs(seed: 2)
    let belief = random.belief()
    #expect(
      dynamics.forward(belief, seconds: seconds, .none).distance(to: belief) < 1e-15)
    #expect(
      dynamics.backward(belief, seconds: seconds, .none).distance(to: belief) < 1e-15)
  }

  @Test(
    "after days without evidence the beginning is forgotten, at any step", arguments: [10.0, 60])
  func forgets(stepSeconds: Double) {
    let days = 2 * 86_400.0
    let steps = Int(days / stepSeconds)
    var random = RandomBeliefs(seed: 3)
    let first = forward(random.belief(), seconds: days, steps: steps)
    for _ in 0..<5 {
      let other = forward(random.belief(), seconds: days, steps: steps)
      #expect(other.distance(to: first) < 1e-6)
    }
    #expect(
      dynamics.forward(first, seconds: stepSeconds, .none).distance(to: first) < 1e-6)
    for situation in BinderSituation.allCases { #expect(first[situation] > 0.001) }
  }

  @Test("two half steps are nearly one, up to the longest period", arguments: [1.0, 5, 10, 30, 60])
  func halfSteps(seconds: Double) {
    var random = RandomBeliefs(seed: 4)
    for _ in 0..<100 {
      let belief = random.belief()
      let once = dynamics.forward(belief, seconds: seconds, .none)
      let twice = forward(belief, seconds: seconds, steps: 2)
      #expect(once.distance(to: twice) < 0.001, "\(seconds) s")
    }
  }

  @Test("backward is the adjoint of forward", arguments: [0.0, 1, 10, 60, 360])
  func adjoint(seconds: Double) {
    var random = RandomBeliefs(seed: 5)
    for index in 0..<200 {
      let filling = [BinderFilling.none, .closed, .tightened, .slackened][index % 4]
      let belief = random.belief()
      let likelihood = random.drawn(from: 0...1)
      let ahead = (dynamics.forward(belief, seconds: seconds, filling) * likelihood)
        .sum()
      let back = (belief * dynamics.backward(likelihood, seconds: seconds, filling))
        .sum()
      #expect(abs(ahead - back) < 1e-12)
    }
  }

  @Test("when a clasp is closed, situations change faster")
  func closing() {
    var sure = BySituation(repeating: 0)
    sure[.open] = 1
    let plain = dynamics.forward(sure, seconds: 10, .none)[.contact]
    let closing = dynamics.forward(sure, seconds: 10, .closed)[.contact]
    #expect(closing > 10 * plain && closing < 0.5)
  }

  @Test("a situation that lasts longer is left more slowly")
  func lasts() {
    var settings = ContactModelSettings()
    settings.contactLasts = .minutes(20)
    let short = SituationDynamics(settings)
    settings.contactLasts = .minutes(200)
    let long = SituationDynamics(settings)
    var sure = BySituation(repeating: 0)
    sure[.contact] = 1
    let leftShort = 1 - short.forward(sure, seconds: 60, .none)[.contact]
    let leftLong = 1 - long.forward(sure, seconds: 60, .none)[.contact]
    #expect(leftLong > 0)
    #expect((8...12).contains(leftShort / leftLong))
  }

  @Test("contact and an empty binder on bare skin turn into each other only through an opening")
  func onSkin() {
    for (from, to) in [
      (BinderSituation.contact, BinderSituation.wornOnSkin), (.wornOnSkin, .contact),
    ] {
      var sure = BySituation(repeating: 0)
      sure[from] = 1
      for filling in [BinderFilling.none, .tightened, .slackened] {
        #expect(dynamics.forward(sure, seconds: 60, filling)[to] == 0, "\(filling)")
      }
      let closed = dynamics.forward(sure, seconds: 10, .closed)
      let prior = dynamics.prior
      #expect(
        abs(closed[.contact] / closed[.wornOnSkin] - prior[.contact] / prior[.wornOnSkin]) < 1e-9,
        "what is inside is drawn anew")
    }
  }

  @Test("a day without evidence between the two moves no belief from contact to an empty binder")
  func longSession() {
    var belief = dynamics.prior
    let before = belief[.wornOnSkin] / belief[.contact]
    for _ in 0..<1440 {
      belief = dynamics.forward(belief, seconds: 60, .none)
      for situation in BinderSituation.allCases where ![.contact, .wornOnSkin].contains(situation) {
        belief[situation] *= 0.05
      }
      belief = belief.normalised
    }
    #expect(belief[.wornOnSkin] / belief[.contact] < 1.05 * before)
  }

  /// What the strap shows moves those situations alone that it speaks of.
  @Test(arguments: [
    (BinderFilling.tightened, BinderSituation.wornEmpty), (.slackened, .contact),
    (.slackened, .wrapped),
  ])
  func aStrapThatChangesEndsWhatItSpeaksOf(_ filling: BinderFilling, _ ends: BinderSituation) {
    for situation in BinderSituation.allCases {
      var sure = BySituation(repeating: 0)
      sure[situation] = 1
      let plain = dynamics.forward(sure, seconds: 10, .none)[situation]
      let changed = dynamics.forward(sure, seconds: 10, filling)[situation]
      let isMeant =
        situation == ends
        || (filling == .slackened
          && [.contact, .wrapped, .wornOnSkin].contains(situation))
      #expect(isMeant ? changed < plain - 0.01 : changed == plain, "\(filling) \(situation)")
    }
  }
}
