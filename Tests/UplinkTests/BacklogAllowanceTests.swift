import CareModel
import Testing

@testable import Uplink

struct BacklogAllowanceTests {
  @Test func theRateHoldsOverTimeAndDoesNotPileUp() {
    var allowance = BacklogAllowance(perSecond: 100, at: .zero)
    func taken(from: Int, to: Int) -> Int {
      (from..<to).reduce(0) { sum, millisecond in
        var count = sum
        while allowance.take(at: Instant(milliseconds: Int64(millisecond))) { count += 1 }
        return count
      }
    }
    #expect(taken(from: 0, to: 10_001) == 1_000)
    // An hour of nothing is a quarter of a second's worth.
    #expect(taken(from: 3_600_000, to: 3_600_001) == 25)
    // Not before a twentieth of a second: it does not wake the processor for each row.
    #expect(allowance.nextAt == Instant(milliseconds: 3_600_050))
    var slow = BacklogAllowance(perSecond: 1, at: .zero)
    let times = [999, 1_000, 1_001, 1_998, 2_000].map { Instant(milliseconds: $0) }
    let answers = (times + [.distantFuture]).map { slow.take(at: $0) }
    #expect(answers == [false, true, false, false, true, true])
  }
}
