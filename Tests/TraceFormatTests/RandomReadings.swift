import CareModel
import TestSupport

/// Readings drawn from a seed, with every kind of field, at the trace format's decimals.
struct RandomReadings {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// - Parameter asInTraces: only what a trace line can hold: no stale values, no fault codes.
  mutating func reading(asInTraces: Bool) -> Reading {
    var reading = Reading()
    reading.clasp = observed(asInTraces) { Bool.random(using: &$0) }
    reading.contact = quantity(asInTraces, 0...10_000, 10_000)
    reading.force = quantity(asInTraces, -500...65_535, 100)
    reading.tilt = quantity(asInTraces, -1800...1800, 10)
    reading.motion = quantity(asInTraces, 0...65_535, 10)
    reading.inner = quantity(asInTraces, -4000...8500, 100)
    reading.outer = quantity(asInTraces, -4000...8500, 100)
    reading.temperature = quantity(asInTraces, -4000...8500, 100)
    reading.humidity = quantity(asInTraces, 0...10_000, 100)
    reading.battery = quantity(asInTraces, 0...65_535, 1)
    return reading
  }

  mutating func sample(at now: Instant, asInTraces: Bool) -> Sample {
    let number = Int.random(in: 1...12, using: &random)
    let age = Int64.random(in: 0...100_000_000, using: &random)
    let measuredAt = Int.random(in: 0..<4, using: &random) == 0
    return Sample(
      device: DeviceIdentifier("gerät-\(number)"), reading: reading(asInTraces: asInTraces),
      measuredAt: measuredAt ? now - TimeLength(milliseconds: age) : nil)
  }

  private mutating func quantity<Unit: Quantity>(
    _ asInTraces: Bool, _ range: ClosedRange<Int>, _ scale: Double
  ) -> Observed<Unit> {
    observed(asInTraces) { Unit(Double(Int.random(in: range, using: &$0)) / scale) }
  }

  private mutating func observed<Value>(
    _ asInTraces: Bool, _ draw: (inout SeededGenerator) -> Value
  ) -> Observed<Value> {
    switch Int.random(in: 0..<(asInTraces ? 5 : 7), using: &random) {
    case 0: .unsupported
    case 1:
      .invalid(
        asInTraces ? .unspecified : SensorFault.allCases.randomElement(using: &random) ?? .busFault)
    case 6: .stale(draw(&random))
    default: .value(draw(&random))
    }
  }
}
