import CareLogic
import CareModel
import Testing

@Suite("The trend of a skin temperature")
struct FallingTrendTests {
  private let settings = CareSettings()

  /// The fall at the end of a course that is sampled each 10 s, minutes in and degrees out.
  private func fall(minutes: Double, _ course: (Double) -> Double) -> Double? {
    end(minutes: minutes, course)?.lasting
  }

  private func end(minutes: Double, _ course: (Double) -> Double) -> FallingTrend.Fall? {
    var trend = FallingTrend()
    for second in stride(from: 0.0, through: minutes * 60, by: 10) {
      _ = trend.observe(
        Celsius(course(second / 60)), at: Instant(seconds: second), settings: settings)
    }
    return trend.fall(settings: settings)
  }

  @Test("says nothing before the probe has settled and a window has passed")
  func tooEarly() {
    #expect(fall(minutes: 8) { 37 - 0.1 * $0 } == nil)
    #expect(fall(minutes: 11) { 37 - 0.1 * $0 } != nil)
  }

  @Test("is the slope of a steady fall")
  func steady() throws {
    let found = fall(minutes: 20) { 37.5 - 0.05 * $0 }
    let slope = try #require(found)
    #expect(abs(slope - 0.05) < 0.001)
  }

  @Test(
    "a step, a rise and what levels off are no fall",
    arguments: [
      { $0 < 18 ? 37.0 : 36.4 }, { 36 + 0.05 * $0 }, { $0 < 17.5 ? 37.6 - 0.1 * $0 : 35.85 },
    ] as [@Sendable (Double) -> Double])
  func noFall(course: @Sendable (Double) -> Double) throws {
    let found = fall(minutes: 20, course)
    let slope = try #require(found)
    #expect(slope < 0.015)
  }

  @Test("what has only begun to fall is no lasting fall yet, and shows all the same")
  func begins() throws {
    let course: (Double) -> Double = { $0 < 17.5 ? 37 : 37 - 0.1 * ($0 - 17.5) }
    let found = end(minutes: 20, course)
    let fall = try #require(found)
    #expect(fall.lasting == 0)
    #expect(fall.latest > 0.05)
  }

  @Test("one wild point changes nothing")
  func outlier() throws {
    let found = fall(minutes: 20) { abs($0 - 18) < 0.2 ? 33 : 37.5 - 0.05 * $0 }
    let slope = try #require(found)
    #expect(abs(slope - 0.05) < 0.02)
  }

  @Test("after a reset it begins anew")
  func reset() {
    var trend = FallingTrend()
    for second in stride(from: 0.0, to: 1200, by: 10) {
      _ = trend.observe(
        Celsius(37 - second / 1000), at: Instant(seconds: second), settings: settings)
    }
    trend.reset()
    #expect(trend.fall(settings: settings) == nil)
    #expect(trend == FallingTrend())
  }
}
