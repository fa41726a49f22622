import TestSupport

@testable import CareLogic

/// Beliefs, likelihoods and evidence of any shape, drawn by seed.
struct RandomBeliefs {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// A number of the range for each situation; the unused lane stays zero.
  mutating func drawn(from range: ClosedRange<Double>) -> BySituation {
    var drawn = BySituation(repeating: 0)
    for situation in BinderSituation.allCases {
      drawn[situation] = .random(in: range, using: &generator)
    }
    return drawn
  }

  /// A belief; one in three is as good as sure of one situation.
  mutating func belief() -> BySituation {
    var belief = drawn(from: 0.001...1)
    if Int.random(in: 0..<3, using: &generator) == 0 {
      let sure = BinderSituation.allCases.randomElement(using: &generator) ?? .contact
      belief[sure] += 1000
    }
    return belief.normalised
  }
}

extension BySituation {
  /// The largest difference of any lane.
  func distance(to other: BySituation) -> Double {
    (0..<8).map { abs(self[$0] - other[$0]) }.reduce(0, Swift.max)
  }
}
