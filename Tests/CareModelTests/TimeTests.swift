import CareModel
import TestSupport
import Testing

@Suite("Instants and lengths of time")
struct TimeTests {
  @Test(
    "seconds round to the nearest millisecond",
    arguments: [
      (0.0, 0), (0.0004, 0), (0.0005, 1), (1.2345, 1235), (-0.0005, -1), (-2.5, -2500),
      (31_557_600_000, 31_557_600_000_000),
    ] as [(Double, Int64)])
  func rounds(seconds: Double, milliseconds: Int64) {
    #expect(Instant(seconds: seconds).milliseconds == milliseconds)
    #expect(TimeLength(seconds: seconds).milliseconds == milliseconds)
    #expect(TimeLength.seconds(seconds) == TimeLength(milliseconds: milliseconds))
  }

  @Test("units are what they say")
  func units() {
    #expect(TimeLength.minutes(1.5).milliseconds == 90_000)
    #expect(TimeLength.hours(2) == .minutes(120))
    #expect(TimeLength.minutes(7).minutes == 7)
    #expect(Instant(milliseconds: 1250).seconds == 1.25)
  }

  @Test("adding and taking away are each other's inverse")
  func arithmetic() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<10_000 {
      let instant = Instant(
        milliseconds: .random(in: -1_000_000_000...1_000_000_000, using: &generator))
      let length = TimeLength(
        milliseconds: .random(in: -86_400_000...86_400_000, using: &generator))
      #expect((instant + length) - length == instant)
      #expect((instant + length) - instant == length)
      #expect((instant + length < instant) == (length < .zero))
      var sum = length
      sum += length
      #expect(sum == length * 2)
      #expect(sum - length == length)
    }
  }

  @Test("the distant future is later than any day of a gateway's life, and can be added to")
  func distantFuture() {
    #expect(Instant.distantFuture > Instant(seconds: 100 * 366 * 86_400))
    #expect(Instant.distantFuture + .hours(24 * 366) > Instant.distantFuture)
  }

  @Test("a better clock is greater")
  func clockQuality() {
    #expect(ClockQuality.allCases.sorted() == [.unset, .kept, .operator, .synchronised])
    #expect(ClockQuality.allCases.map(\.rawValue) == ["unset", "kept", "operator", "synchronised"])
  }
}
