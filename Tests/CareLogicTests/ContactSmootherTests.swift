import CareModel
import Foundation
import TestSupport
import Testing

@testable import CareLogic

@Suite("The smoother against every path that there is")
struct ContactSmootherTests {
  private let settings = ContactModelSettings()
  private var dynamics: SituationDynamics { SituationDynamics(settings) }

  private static let evidenceAtMost = 8.0

  /// Steps at odd times with evidence in hundredths, as the detector hands them over.
  private func steps(_ count: Int, _ random: inout RandomBeliefs) -> [ContactSmoother.Step] {
    var at = Instant(seconds: 100)
    return (0..<count).map { _ in
      let from = at
      at = at + .seconds(.random(in: 1...60, using: &random.generator))
      let evidence = random.drawn(from: -Self.evidenceAtMost...0)
      return ContactSmoother.Step(
        from: from, at: at, evidence: (evidence * 100).rounded(.toNearestOrEven) / 100,
        meaning: .skinToSkin, isContradictory: false,
        filling: [.none, .closed, .tightened].randomElement(using: &random.generator)!)
    }
  }

  private func likelihood(_ evidence: BySituation, _ situation: BinderSituation) -> Double {
    powerOfE(evidence[situation])
  }

  /// The dynamics as a table, from what they make of each situation alone.
  private func transition(
    _ from: BinderSituation, _ to: BinderSituation, _ seconds: Double, _ filling: BinderFilling
  ) -> Double {
    var sure = BySituation(repeating: 0)
    sure[from] = 1
    return dynamics.forward(sure, seconds: seconds, filling)[to]
  }

  /// Marginals by adding up the probability of every path of situations.
  private func bruteForce(
    _ steps: [ContactSmoother.Step], _ prior: BySituation, before first: Instant
  ) -> [BySituation] {
    let tables = zip([first] + steps.dropLast().map(\.at), steps).map { earlier, step in
      BinderSituation.allCases.map { from in
        BinderSituation.allCases.map {
          transition(from, $0, (step.at - earlier).seconds, step.filling)
        }
      }
    }
    let likelihoods = steps.map { step in
      BinderSituation.allCases.map { likelihood(step.evidence, $0) }
    }
    var marginals = Array(repeating: BySituation(repeating: 0), count: steps.count)
    var path = Array(repeating: 0, count: steps.count)
    func walk(_ index: Int, _ from: Int, _ weight: Double) {
      guard index < steps.count else {
        for (step, lane) in path.enumerated() { marginals[step][lane] += weight }
        return
      }
      for lane in BySituation.lanes {
        path[index] = lane
        walk(index + 1, lane, weight * tables[index][from][lane] * likelihoods[index][lane])
      }
    }
    for start in BySituation.lanes { walk(0, start, prior[start]) }
    return marginals.map(\.normalised)
  }

  private func smoother(_ steps: [ContactSmoother.Step]) -> ContactSmoother {
    var smoother = ContactSmoother(settings)
    for step in steps { smoother.add(step, dynamics) }
    return smoother
  }

  @Test(
    "smoothed beliefs are the sums over all paths",
    arguments: [(1, 11), (2, 12), (3, 13), (4, 14), (5, 15), (5, 16), (6, 17)] as [(Int, UInt64)])
  func againstBruteForce(count: Int, seed: UInt64) {
    var random = RandomBeliefs(seed: seed)
    let steps = steps(count, &random)
    let smoother = smoother(steps)
    let smoothed = smoother.smoothed(dynamics, before: Instant(seconds: 100))
    let exact = bruteForce(steps, smoother.frontier, before: Instant(seconds: 100))
    for (mine, theirs) in zip(smoothed, exact) { #expect(mine.distance(to: theirs) < 1e-9) }
    #expect(smoothed.count == count)
  }

  @Test("the last smoothed belief is the live one, whatever was booked", arguments: 0...8)
  func liveIsLast(booked: Int) throws {
    var random = RandomBeliefs(seed: 21)
    let steps = steps(9, &random)
    var smoother = smoother(steps)
    // The first step has nothing before it.
    smoother.book(booked, dynamics, before: steps[0].at)
    let before = booked > 0 ? steps[booked - 1].at : steps[0].at
    let last = try #require(smoother.smoothed(dynamics, before: before).last)
    #expect(last.distance(to: smoother.live) < 1e-9)
  }

  @Test("booking moves the frontier and no belief after it", arguments: 1...11)
  func booking(count: Int) {
    var random = RandomBeliefs(seed: 22)
    let steps = steps(12, &random)
    var smoother = smoother(steps)
    let whole = smoother.smoothed(dynamics, before: steps[0].at)
    smoother.book(count, dynamics, before: steps[0].at)
    #expect(smoother.steps == Array(steps.dropFirst(count)))
    let rest = smoother.smoothed(dynamics, before: steps[count - 1].at)
    for (mine, theirs) in zip(rest, whole.dropFirst(count)) {
      #expect(mine.distance(to: theirs) < 1e-9)
    }
    var again = smoother
    again.book(0, dynamics, before: steps[count - 1].at)
    #expect(again == smoother)
  }

  @Test("thousands of steps of evidence of any strength keep beliefs beliefs")
  func soundness() {
    var random = RandomBeliefs(seed: 23)
    var smoother = ContactSmoother(settings)
    var at = Instant.zero
    var previous: Instant?
    for index in 0..<3000 {
      at = at + .seconds(10)
      let evidence = random.drawn(from: -700...0)
      smoother.add(
        ContactSmoother.Step(
          from: at - .seconds(10), at: at, evidence: evidence, meaning: .held,
          isContradictory: false,
          filling: index % 7 == 0 ? .closed : index % 11 == 0 ? .tightened : .none), dynamics)
      guard index % 20 == 19 else { continue }
      for belief in smoother.smoothed(dynamics, before: previous) + [smoother.live] {
        #expect(abs(belief.sum() - 1) < 1e-9)
      }
      smoother.book(20, dynamics, before: previous)
      previous = at
    }
    #expect(smoother.steps.isEmpty)
    #expect(abs(smoother.frontier.sum() - 1) < 1e-9)
    #expect(smoother.frontier.distance(to: smoother.live) < 1e-9)
  }

  @Test("no steps, no beliefs")
  func empty() {
    #expect(ContactSmoother(settings).smoothed(dynamics, before: nil).isEmpty)
  }

  @Test("it is read back from a checkpoint exactly", arguments: [0, 1, 7, 40])
  func codable(count: Int) throws {
    var random = RandomBeliefs(seed: 24)
    var steps = steps(count, &random)
    if count > 1 {
      steps[1].meaning = .worn
      steps[1].isContradictory = true
    }
    let smoother = smoother(steps)
    let bytes = try JSONEncoder().encode(smoother)
    #expect(try JSONDecoder().decode(ContactSmoother.self, from: bytes) == smoother)
    // A window of three minutes in steps of ten seconds goes into each checkpoint.
    #expect(bytes.count < 600 + 80 * count)
  }
}
