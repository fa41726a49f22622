import TestSupport
import Testing
import WireProtocol

/// Streams of frames, noise and damage, cut into pieces: the pieces must not matter.
@Suite struct ChunkingTests {
  @Test(arguments: UInt64(1)...40)
  func anyPiecesGiveTheSame(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let stream = try makeStream(using: &generator)
    var whole = FrameDecoder(accepting: .fromBoard)
    let expected = whole.push(stream)
    #expect(expected.count > 10, "seed \(seed)")

    for longest in [1, 2, 7, 64, 255, 1000] {
      var decoder = FrameDecoder(accepting: .fromBoard)
      var results: [Result<Frame, FrameRejection>] = []
      var rest = stream[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...longest, using: &generator))
        results += decoder.push(piece)
        rest = rest.dropFirst(piece.count)
      }
      #expect(results == expected, "seed \(seed), pieces of up to \(longest)")
      #expect(decoder.counters == whole.counters, "seed \(seed), pieces of up to \(longest)")
    }
  }

  @Test(arguments: UInt64(1)...40)
  func wholeFrameBehindADelimiterIsReadAfterAnyNoise(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var decoder = FrameDecoder(accepting: .fromBoard)
    for _ in 0..<50 {
      let noise = (0..<Int.random(in: 0...700, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let frame = try SampleFrames.random(using: &generator)
      let wire = try FrameEncoder.encode(frame, afterIdle: true)
      #expect(decoder.push(noise + wire).last == .success(frame), "seed \(seed)")
    }
    #expect(decoder.counters.frames == 50, "seed \(seed): noise passed for a frame")
  }

  private func makeStream(using generator: inout SeededGenerator) throws -> [UInt8] {
    var stream: [UInt8] = []
    for _ in 0..<30 {
      var wire = try FrameEncoder.encode(
        SampleFrames.random(using: &generator), afterIdle: Bool.random(using: &generator))
      switch Int.random(in: 0...5, using: &generator) {
      case 0:
        let index = Int.random(in: 0..<wire.count, using: &generator)
        wire[index] ^= UInt8(1) << UInt8.random(in: 0...7, using: &generator)
      case 1: wire.removeLast(Int.random(in: 1..<wire.count, using: &generator))
      case 2:
        let length = Int.random(in: 1...600, using: &generator)
        wire += (0..<length).map { _ in UInt8.random(in: 1...255, using: &generator) }
      default: break
      }
      stream += wire
    }
    return stream
  }
}
