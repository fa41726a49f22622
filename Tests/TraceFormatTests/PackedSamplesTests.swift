import CareModel
import GatewayCore
import TestSupport
import Testing

@testable import TraceFormat

@Suite struct PackedSamplesTests {
  @Test(arguments: 1...40) func whatIsPackedIsUnpackedExactly(seed: UInt64) throws {
    var readings = RandomReadings(seed: seed)
    var block = PackedSamples()
    var lines: [TraceLine] = []
    var now = Instant(milliseconds: Int64.random(in: 0...4_000_000_000, using: &readings.random))
    for _ in 0..<Int.random(in: 1...300, using: &readings.random) {
      now = now + TimeLength(milliseconds: Int64.random(in: 0...5000, using: &readings.random))
      let sample = readings.sample(at: now, asInTraces: false)
      block.append(sample, at: now)
      lines.append(TraceLine(at: now, input: .sample(sample)))
    }
    #expect(block.count == lines.count)
    #expect(block.from == lines.first?.at)
    let taken = try block.finished()
    #expect(taken.count == lines.count)
    #expect(taken.from == lines.first?.at)
    #expect(taken.to == lines.last?.at)
    #expect(try PackedSamples.unpack(taken.bytes) == lines)
  }

  @Test func decimalsAreThoseOfTheTrace() throws {
    var random = SeededGenerator(seed: 7)
    var block = PackedSamples()
    var written: [String] = []
    for number in 0..<2000 {
      var sample = Sample(device: "binder-1", reading: Reading())
      func raw(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &random) }
      sample.reading.contact = .value(ElectrodeLevel(raw(-1...2)))
      sample.reading.force = .value(Newtons(raw(-5...50)))
      sample.reading.tilt = .value(TiltDegrees(raw(-180...180)))
      sample.reading.motion = .value(MilliG(raw(0...3000)))
      sample.reading.inner = .value(Celsius(raw(-40...80)))
      sample.reading.outer = .value(Celsius(raw(-40...80)))
      sample.reading.temperature = .value(Celsius(raw(-40...80)))
      sample.reading.humidity = .value(RelativeHumidity(raw(0...100)))
      sample.reading.battery = .value(Millivolts(raw(0...5000)))
      let line = TraceLine(
        at: Instant(milliseconds: Int64(number) * 125), input: .sample(sample))
      block.append(sample, at: line.at)
      written.append(line.line)
    }
    let taken = try block.finished()
    #expect(try PackedSamples.unpack(taken.bytes).map(\.line) == written)
  }

  @Test func takingBeginsAnEmptyBlock() throws {
    var block = PackedSamples()
    let nothing = block.take()?.bytes
    #expect(nothing == nil)
    #expect(block.from == nil && block.to == nil && block.count == 0)
    let sample = Sample(device: "probe-1", reading: Reading())
    block.append(sample, at: Instant(seconds: 3))
    let first = try block.finished()
    #expect(block.count == 0)
    block.append(sample, at: Instant(seconds: 3))
    // Nothing of the block before is left in the next.
    let second = try block.finished()
    #expect(second.bytes == first.bytes)
  }

  @Test func timeThatGoesBackIsKept() throws {
    var block = PackedSamples()
    let sample = Sample(device: "probe-1", reading: Reading())
    for seconds in [10.0, 4, 12] { block.append(sample, at: Instant(seconds: seconds)) }
    let taken = try block.finished()
    #expect(try PackedSamples.unpack(taken.bytes).map(\.at.seconds) == [10, 4, 12])
    #expect(taken.from.seconds == 4)
    #expect(taken.to.seconds == 12)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e18])
  func aNumberThatNoSensorGivesIsImplausible(number: Double) throws {
    var block = PackedSamples()
    var sample = Sample(device: "probe-1", reading: Reading())
    sample.reading.temperature = .value(Celsius(number))
    block.append(sample, at: .zero)
    let taken = try block.finished()
    sample.reading.temperature = .invalid(.implausible)
    #expect(
      try PackedSamples.unpack(taken.bytes) == [TraceLine(at: .zero, input: .sample(sample))])
  }

  @Test(arguments: [Int64.min, .max]) func aMomentBeyondAllTimeIsBounded(_ moment: Int64) throws {
    var block = PackedSamples()
    let broken = Instant(milliseconds: moment)
    let sample = Sample(device: "probe-1", reading: Reading(), measuredAt: broken)
    for _ in 0..<3 { block.append(sample, at: broken) }
    block.append(Sample(device: "probe-1", reading: Reading(), measuredAt: .zero), at: .zero)
    let taken = try block.finished()
    let lines = try PackedSamples.unpack(taken.bytes)
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { abs($0.at.milliseconds) <= PackedSamples.mostMilliseconds })
  }
}

extension PackedSamples {
  /// The block as it is stored; fails the test where there is none.
  mutating func finished() throws -> (bytes: [UInt8], count: Int, from: Instant, to: Instant) {
    let taken = take()
    return try #require(taken)
  }
}
