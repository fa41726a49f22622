import CareModel

/// Interference on one direction of a line: bits flipped, bytes lost, bytes out of nowhere.
///
/// What befalls a byte depends on the seed and on how many bytes went before it, never on how the
/// bytes were cut into pieces.
struct LineNoise: Sendable {
  private let intervals: [TruthInterval]
  private var generator: SeededGenerator
  /// Of a thousand bytes so many are hit: enough to spoil about half of the frames.
  private let hitsPerThousand = 11

  init(intervals: [TruthInterval], generator: SeededGenerator) {
    self.intervals = intervals
    self.generator = generator
  }

  func isActive(at instant: Instant) -> Bool {
    !intervals.isEmpty && intervals.contains(instant)
  }

  mutating func disturb(_ bytes: [UInt8]) -> [UInt8] {
    var disturbed: [UInt8] = []
    disturbed.reserveCapacity(bytes.count + 4)
    for byte in bytes {
      let draw = generator.next()
      guard Int(draw % 1000) < hitsPerThousand else {
        disturbed.append(byte)
        continue
      }
      switch (draw >> 32) % 5 {
      case 0: break
      case 1:
        disturbed.append(byte)
        disturbed.append(UInt8(truncatingIfNeeded: draw >> 40))
      default: disturbed.append(byte ^ (1 << UInt8((draw >> 40) & 7)))
      }
    }
    return disturbed
  }
}
