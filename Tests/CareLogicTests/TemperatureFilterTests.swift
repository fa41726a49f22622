import CareLogic
import CareModel
import TestSupport
import Testing

@Suite("The temperature filter")
struct TemperatureFilterTests {
  private static func observe(
    _ filter: inout TemperatureFilter, _ degrees: Double, _ second: Double
  ) {
    filter.observe(
      Celsius(degrees), at: Instant(seconds: second), timeConstant: .seconds(20),
      restartAfter: .seconds(180))
  }

  @Test("a spike of one sample does not show", arguments: [1.0, 5, 30, 60], [-10.0, 10])
  func spike(period: Double, height: Double) throws {
    var filter = TemperatureFilter()
    var second = 0.0
    for index in 0..<20 {
      Self.observe(&filter, index == 10 ? 36.8 + height : 36.8, second)
      second += period
      let value = try #require(filter.value)
      #expect(abs(value.degrees - 36.8) < 1e-9, "sample \(index)")
    }
  }

  @Test("a step is followed alike in time at any regular or irregular period")
  func convergence() throws {
    let periods: [[Double]] = [[1], [5], [10], [30], [60], [1, 3, 7], [2, 31, 5, 60, 11]]
    for pattern in periods {
      var filter = TemperatureFilter()
      var second = 0.0
      Self.observe(&filter, 37, 0)
      var index = 0
      while second < 300 {
        second += pattern[index % pattern.count]
        index += 1
        Self.observe(&filter, second <= 60 ? 37 : 35, second)
      }
      // The median costs one sample, the low pass a few time constants.
      let value = try #require(filter.value)
      #expect(abs(value.degrees - 35) < 0.15, "\(pattern): \(value.degrees)")
    }
  }

  @Test("never leaves the range of what was measured")
  func bounded() throws {
    var generator = SeededGenerator(seed: 3)
    var filter = TemperatureFilter()
    var second = 0.0
    for _ in 0..<5000 {
      second += .random(in: 0...60, using: &generator)
      Self.observe(&filter, .random(in: 30...40, using: &generator), second)
      let value = try #require(filter.value)
      #expect((30...40).contains(value.degrees))
    }
  }

  @Test("begins anew after a gap, and not before")
  func restart() {
    var filter = TemperatureFilter()
    Self.observe(&filter, 37, 0)
    Self.observe(&filter, 37, 10)
    Self.observe(&filter, 30, 190)
    #expect(filter.value?.degrees ?? 0 > 30.5)
    Self.observe(&filter, 25, 371)
    #expect(filter.value == Celsius(25))
    filter.restart()
    #expect(filter.value == nil)
    #expect(filter.updatedAt == Instant(seconds: 371))
    Self.observe(&filter, 36, 381)
    #expect(filter.value == Celsius(36))
    filter.reset()
    #expect(filter.updatedAt == nil)
    #expect(filter.value == nil)
  }
}
