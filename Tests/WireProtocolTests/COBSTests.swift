import TestSupport
import Testing
import WireProtocol

@Suite struct COBSTests {
  static let counting = Array(UInt8(1)...UInt8(255))

  /// The examples of the paper and of its usual description.
  @Test(
    arguments: [
      ([], [1]),
      ([0], [1, 1]),
      ([0, 0], [1, 1, 1]),
      ([0x11, 0x22, 0x00, 0x33], [3, 0x11, 0x22, 2, 0x33]),
      ([0x11, 0x22, 0x33, 0x44], [5, 0x11, 0x22, 0x33, 0x44]),
      ([0x11, 0, 0, 0], [2, 0x11, 1, 1, 1]),
      (Array(counting.prefix(254)), [255] + counting.prefix(254)),
      ([0] + counting.prefix(254), [1, 255] + counting.prefix(254)),
      (counting, [255] + counting.prefix(254) + [2, 255]),
      (Array(counting.dropFirst()) + [0], [255] + counting.dropFirst() + [1, 1]),
      (Array(counting.dropFirst(2)) + [0, 1], [254] + counting.dropFirst(2) + [2, 1]),
    ] as [([UInt8], [UInt8])])
  func knownRuns(bytes: [UInt8], run: [UInt8]) {
    #expect(COBS.encode(bytes) == run)
    #expect(COBS.decode(run) == bytes)
  }

  @Test(
    arguments: [
      [], [0], [2], [3, 1], [1, 2], [2, 0], [3, 0, 1], [255, 1], [1, 0],
    ] as [[UInt8]])
  func malformedRuns(run: [UInt8]) {
    #expect(COBS.decode(run) == nil)
  }

  @Test func outputTooSmall() {
    var bytes: [UInt8] = [0, 0]
    var output = bytes.mutableSpan
    let run: [UInt8] = [4, 7, 8, 9]
    #expect(COBS.decode(run.span, into: &output) == nil)
  }

  @Test(arguments: UInt64(1)...20)
  func anyBytesComeBack(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let length = Int.random(in: 0...600, using: &generator)
      let zeroShare = Int.random(in: 0...255, using: &generator)
      let bytes = (0..<length).map { _ -> UInt8 in
        let byte = UInt8.random(in: 0...255, using: &generator)
        return Int(byte) < zeroShare ? 0 : byte
      }
      let run = COBS.encode(bytes)
      #expect(!run.contains(0))
      #expect(run.count <= bytes.count + bytes.count / 254 + 1)
      #expect(COBS.decode(run) == bytes, "seed \(seed)")
    }
  }
}
