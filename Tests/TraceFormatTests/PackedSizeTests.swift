import CareModel
import TestSupport
import Testing

@testable import TraceFormat

/// How many bytes a sample takes, on values like those of a simulated ward.
@Suite struct PackedSizeTests {
  struct Ward: Sendable, CustomTestStringConvertible {
    var name: String
    var beds: Int
    var binderPeriod: Int
    var mostBytesASample: Double
    var testDescription: String { name }
  }

  /// A minute of beds with the noise that their sensors have, phases spread over the period.
  static func minute(_ ward: Ward) -> (block: PackedSamples, binders: Int) {
    var random = SeededGenerator(seed: 3)
    var due: [(ms: Int, sample: Sample)] = []
    for bed in 0..<ward.beds {
      for second in stride(from: 0, to: 60, by: ward.binderPeriod) {
        due.append(
          (
            second * 1000 + bed * 137,
            Sample(device: DeviceIdentifier("binder-\(bed)"), reading: worn(&random))
          ))
      }
      for second in stride(from: 0, to: 60, by: 10) {
        var probe = Reading()
        probe.temperature = .value(Celsius(36.7 + bell(0.02, &random)))
        due.append(
          (
            second * 1000 + bed * 211,
            Sample(device: DeviceIdentifier("probe-\(bed)"), reading: probe)
          ))
      }
    }
    var block = PackedSamples()
    for (ms, sample) in due.sorted(by: { $0.ms < $1.ms }) {
      block.append(sample, at: Instant(milliseconds: 86_400_000 + Int64(ms)))
    }
    return (block, due.count { $0.sample.device.name.hasPrefix("binder") })
  }

  private static func worn(_ random: inout SeededGenerator) -> Reading {
    var reading = Reading()
    reading.clasp = .value(true)
    reading.contact = .value(ElectrodeLevel(0.6 + bell(0.01, &random)))
    reading.force = .value(Newtons(3 + bell(0.12, &random)))
    reading.tilt = .value(TiltDegrees(48 + bell(1.2, &random)))
    reading.motion = .value(MilliG(.random(in: 6...18, using: &random)))
    reading.inner = .value(Celsius(34.9 + bell(0.03, &random)))
    reading.outer = .value(Celsius(27.1 + bell(0.03, &random)))
    reading.battery = .value(Millivolts(3010 + bell(1.5, &random)))
    return reading
  }

  /// About normal, as the sum of four even draws.
  private static func bell(_ spread: Double, _ random: inout SeededGenerator) -> Double {
    (0..<4).map { _ in Double.random(in: -1...1, using: &random) }.reduce(0, +) * spread * 0.87
  }

  @Test(arguments: [
    Ward(name: "8 readings a second", beds: 8, binderPeriod: 1, mostBytesASample: 15),
    Ward(name: "4 beds every 5 s", beds: 4, binderPeriod: 5, mostBytesASample: 15),
    Ward(name: "1 bed every 60 s", beds: 1, binderPeriod: 60, mostBytesASample: 20),
  ])
  func aSampleIsSmall(_ ward: Ward) throws {
    var (block, binders) = Self.minute(ward)
    let samples = block.count
    let taken = try block.finished()
    let bytes = Double(taken.bytes.count) / Double(samples)
    let aDay = Double(taken.bytes.count) * 1440 / 1e6
    #expect(bytes <= ward.mostBytesASample, "\(bytes) bytes a sample, \(binders) of binders")
    #expect(aDay < 15, "\(aDay) MB a day")
  }
}
