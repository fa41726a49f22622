import CareModel
import EvaluationCore
import SimulatedWard
import Testing

struct IntervalSetTests {
  @Test(arguments: [
    (minutes((0, 10), (20, 30)), minutes((5, 25)), minutes((0, 5), (25, 30))),
    (minutes((0, 10)), minutes((2, 3), (4, 5)), minutes((0, 2), (3, 4), (5, 10))),
    (minutes((5, 10)), minutes((0, 20)), []),
    (minutes((5, 10)), [], minutes((5, 10))),
    (minutes((0, 10), (20, 30)), minutes((10, 20)), minutes((0, 10), (20, 30))),
  ])
  func takesAway(
    _ whole: [TruthInterval], _ others: [TruthInterval], _ left: [TruthInterval]
  ) {
    #expect(whole.without(others) == left)
    #expect(whole.common(with: others) == whole.totalLength - left.totalLength)
  }

  @Test func unites() {
    #expect(minutes((20, 30), (0, 10), (10, 12), (5, 7)).united == minutes((0, 12), (20, 30)))
    #expect(minutes((3, 3)).united.isEmpty)
  }

  @Test func joinsAcrossGaps() {
    let joined = minutes((0, 10), (11, 20), (25, 30)).joined { $0.length <= .minutes(2) }
    #expect(joined == minutes((0, 20), (25, 30)))
  }

  @Test func clipsToAWindow() {
    let window = TruthInterval(fromSecond: 300, toSecond: 900)
    #expect(minutes((0, 4), (4, 6), (14, 20)).within(window) == minutes((5, 6), (14, 15)))
  }
}
