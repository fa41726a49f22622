import Testing
import WireProtocol

@Suite struct LinkCountersTests {
  @Test func everyReasonHasItsOwnCount() {
    var counters = LinkCounters()
    for (index, reason) in FrameRejection.allCases.enumerated() {
      counters[reason] = UInt64(1) << UInt64(index)
    }
    for (index, reason) in FrameRejection.allCases.enumerated() {
      #expect(counters[reason] == UInt64(1) << UInt64(index))
    }
    #expect(counters.rejected == 127)
    #expect(counters.frames == 0)
  }
}
