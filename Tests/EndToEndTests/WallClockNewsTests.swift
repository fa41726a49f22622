import CareModel
import Testing

@testable import GatewayRuntime

/// What of the machine's clock is told to the core.
@Suite struct WallClockNewsTests {
  private struct Step: Sendable {
    var at: Double
    /// Seconds that the wall clock is ahead of the timeline.
    var ahead: Double
    var quality: ClockQuality
    var told: ClockQuality?
  }

  private static let steps: [[Step]] = [
    // Kept at first, then a time source: a step and a better quality.
    [
      Step(at: 0, ahead: 100, quality: .kept, told: .kept),
      Step(at: 10, ahead: 100, quality: .kept, told: nil),
      Step(at: 20, ahead: 5000, quality: .synchronised, told: .synchronised),
      Step(at: 30, ahead: 5000.3, quality: .synchronised, told: nil),
      Step(at: 40, ahead: 5001, quality: .synchronised, told: .synchronised),
    ],
    // A leap while nothing disciplines the clock was made by somebody.
    [
      Step(at: 0, ahead: 100, quality: .unset, told: .unset),
      Step(at: 10, ahead: 9000, quality: .kept, told: .operator),
      Step(at: 20, ahead: 9000, quality: .kept, told: nil),
      Step(at: 30, ahead: 9000, quality: .synchronised, told: .synchronised),
      Step(at: 40, ahead: 9000, quality: .kept, told: .kept),
      Step(at: 50, ahead: 8000, quality: .kept, told: .operator),
    ],
  ]

  @Test(arguments: steps.indices) func whatIsNewsIsTold(_ row: Int) {
    var news = WallClockNews()
    for step in Self.steps[row] {
      let wall = WallTime(milliseconds: 1_768_003_200_000 + Int64((step.at + step.ahead) * 1000))
      let told = news.take(
        WallClock(time: wall, quality: step.quality), at: Instant(seconds: step.at))
      #expect(told?.quality == step.told, "at \(step.at)")
      if let told { #expect(told.time == wall) }
    }
  }
}
