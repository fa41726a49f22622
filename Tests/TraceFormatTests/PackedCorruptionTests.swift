import CareModel
import TestSupport
import Testing

@testable import TraceFormat

/// Blocks that a failing card, or somebody, has changed.
@Suite struct PackedCorruptionTests {
  private static func block(seed: UInt64 = 5, samples: Int = 60) -> [UInt8] {
    var readings = RandomReadings(seed: seed)
    var block = PackedSamples()
    for number in 0..<samples {
      let now = Instant(milliseconds: Int64(number) * 333)
      block.append(readings.sample(at: now, asInTraces: false), at: now)
    }
    return block.take()?.bytes ?? []
  }

  /// The block with a check that fits again, so that its content is what is looked at.
  private static func sealed(_ content: [UInt8]) -> [UInt8] {
    content + PackedSamples.check(content[...])
  }

  private static func problem(_ bytes: [UInt8]) -> PackedSamplesError? {
    do {
      _ = try PackedSamples.unpack(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func everyTruncationIsDamage() {
    let bytes = Self.block()
    #expect(Self.problem(bytes) == nil)
    for length in 0..<bytes.count {
      #expect(Self.problem(Array(bytes[..<length])) == .damaged)
    }
  }

  @Test func everyChangedByteIsDamage() {
    let bytes = Self.block()
    var random = SeededGenerator(seed: 9)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= UInt8.random(in: 1...255, using: &random)
      #expect(Self.problem(changed) == .damaged)
    }
  }

  @Test func sealedTruncationsNeverCrash() {
    let content = Self.block().dropLast(PackedSamples.checkLength)
    var refused = 0
    for length in 1..<content.count
    where Self.problem(Self.sealed(Array(content[..<length]))) != nil {
      refused += 1
    }
    // A cut between two samples is a shorter block; anywhere else it is refused.
    #expect(refused > content.count / 2)
  }

  @Test func sealedChangesNeverCrash() {
    var random = SeededGenerator(seed: 11)
    var refused = 0
    for seed in 1...4000 {
      var content = Array(
        Self.block(seed: UInt64(seed % 16), samples: 20).dropLast(PackedSamples.checkLength))
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = Int.random(in: 1..<content.count, using: &random)
        content[index] = UInt8.random(in: 0...255, using: &random)
      }
      do throws(PackedSamplesError) {
        // What is read has sane numbers, so that it can be packed and written again.
        var again = PackedSamples()
        for line in try PackedSamples.unpack(Self.sealed(content)) {
          guard case .sample(let sample) = line.input else { continue }
          again.append(sample, at: line.at)
          #expect(!line.line.isEmpty)
        }
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect(refused > 500)
  }

  @Test func noiseNeverCrashes() {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<4000 {
      let length = Int.random(in: 0...200, using: &random)
      let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = Self.problem(Self.sealed([PackedSamples.version] + noise))
    }
  }

  struct Hostile: Sendable, CustomTestStringConvertible {
    var name: String
    var content: [UInt8]
    var error: PackedSamplesError
    var testDescription: String { name }
  }

  private static let huge: [UInt8] = Array(repeating: 0xFF, count: 9) + [0x01]

  static let hostile: [Hostile] = [
    Hostile(name: "no content", content: [], error: .damaged),
    Hostile(name: "a later version", content: [2, 0], error: .unknownVersion(2)),
    Hostile(name: "no table", content: [1], error: .malformed(offset: 1)),
    Hostile(name: "2^64-1 devices", content: [1] + huge, error: .malformed(offset: 11)),
    Hostile(name: "a name of 2^64-1 bytes", content: [1, 1] + huge, error: .malformed(offset: 2)),
    Hostile(name: "no UTF-8", content: [1, 1, 2, 0xC3, 0x28], error: .malformed(offset: 3)),
    Hostile(
      name: "a number of 11 bytes",
      content: [1] + Array(repeating: 0x80, count: 10) + [0], error: .malformed(offset: 11)),
    Hostile(name: "a number too long", content: [1, 0x80, 0], error: .malformed(offset: 3)),
    Hostile(
      name: "a device not in the table", content: [1, 1, 1, 97, 0, 5, 0],
      error: .malformed(offset: 6)),
    Hostile(
      name: "no layout yet", content: [1, 1, 1, 97, 0, 0], error: .malformed(offset: 6)),
    Hostile(
      name: "a buckle of no kind", content: [1, 1, 1, 97, 0, 1, 7], error: .malformed(offset: 7)),
    Hostile(
      name: "a layout of 22 bits", content: [1, 1, 1, 97, 0, 1, 0x80, 0x80, 0x80, 1],
      error: .malformed(offset: 10)),
    Hostile(
      name: "a fault of no kind", content: [1, 1, 1, 97, 0, 1, 1, 77], error: .malformed(offset: 8)),
    Hostile(
      name: "a moment beyond all time", content: [1, 1, 1, 97] + huge.dropLast() + [0, 0],
      error: .malformed(offset: 14)),
    Hostile(
      name: "a value beyond all sensors", content: [1, 1, 1, 97, 0, 1, 8] + huge,
      error: .malformed(offset: 17)),
  ]

  @Test(arguments: hostile) func hostileBytesAreRefused(_ hostile: Hostile) {
    let problem = Self.problem(Self.sealed(hostile.content))
    #expect(problem.map(Self.kind) == Self.kind(hostile.error), "\(String(describing: problem))")
  }

  /// The offset is for people; what a test pins is the kind.
  private static func kind(_ error: PackedSamplesError) -> String {
    if case .malformed = error { "malformed" } else { error.description }
  }
}
