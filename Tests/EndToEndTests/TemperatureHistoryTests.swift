import CareModel
import GatewayCore
import Testing

@testable import GatewayRuntime

/// What the plots are made of.
@Suite struct TemperatureHistoryTests {
  private static let probe = DeviceIdentifier("probe-1")
  private static let day = Instant(seconds: 200_000)

  private static func sample(_ degrees: Double?, at instant: Instant?) -> Sample {
    var reading = Reading()
    reading.temperature = degrees.map { .value(Celsius($0)) } ?? .unsupported
    return Sample(device: probe, reading: reading, measuredAt: instant)
  }

  private static func points(
    _ history: TemperatureHistory, steps: Int = 3, since: Instant = .zero
  ) -> [Double?] {
    history.degrees(of: probe, steps: steps, since: since, at: day)
  }

  @Test func aStepIsTheMeanOfWhatWasReadInIt() {
    var history = TemperatureHistory()
    let before = Self.day - TemperatureHistory.step
    for (degrees, instant) in [(36.0, before), (36.5, before), (37.0, Self.day)] {
      history.take(Self.sample(degrees, at: instant), at: Self.day)
    }
    history.take(Self.sample(nil, at: Self.day), at: Self.day)
    #expect(Self.points(history) == [nil, 36.25, 37])
    #expect(Self.points(history, since: Self.day) == [nil, nil, 37])
    #expect(history.degrees(of: nil, steps: 2, at: Self.day) == [nil, nil])
    history.forget(Self.probe)
    #expect(Self.points(history) == [nil, nil, nil])
  }

  /// A board whose clock is wrong fills neither the plot nor the memory.
  @Test func whatIsTooOldOrStillToComeIsLeftOut() {
    var history = TemperatureHistory()
    for offset in [-86_520.0, 240] {
      let instant = Self.day + .seconds(offset)
      history.take(Self.sample(20, at: instant), at: Self.day)
    }
    #expect(Self.points(history, steps: 720).allSatisfy { $0 == nil })
    history.take(Self.sample(30, at: Self.day - .seconds(86_200)), at: Self.day)
    #expect(Self.points(history, steps: 720).compactMap(\.self) == [30])
  }
}
