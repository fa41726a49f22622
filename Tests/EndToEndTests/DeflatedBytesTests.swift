import CareModel
import TestSupport
import Testing
import TraceFormat

@testable import GatewayRuntime

@Suite("Deflated bytes", .timeLimit(.minutes(1))) struct DeflatedBytesTests {
  /// What is deflated here.
  enum Kind: String, CaseIterable, CustomTestStringConvertible {
    case nothing, oneByte, state, repeated, chance, longest

    var testDescription: String { rawValue }

    var bytes: [UInt8] {
      switch self {
      case .nothing: []
      case .oneByte: Array("{".utf8)
      case .state: Array((0..<800).map { "{\"level\":\(Double($0) / 7)}" }.joined().utf8)
      case .repeated: [UInt8](repeating: 0, count: 1 << 20)
      case .chance: Self.chance(100_000, seed: 1)
      case .longest: [UInt8](repeating: 0, count: DeflatedBytes.bytesAtMost)
      }
    }

    static func chance(_ count: Int, seed: UInt64) -> [UInt8] {
      var generator = SeededGenerator(seed: seed)
      return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
  }

  private static func packed() throws -> [UInt8] { try DeflatedBytes.packed(Kind.state.bytes) }

  @Test(arguments: Kind.allCases)
  func comesBackAsItWas(_ kind: Kind) throws {
    let packed = try DeflatedBytes.packed(kind.bytes)
    #expect(try DeflatedBytes.unpacked(packed) == kind.bytes)
  }

  @Test func isSmallAndNoJSON() throws {
    let packed = try Self.packed()
    #expect(packed.count < Kind.state.bytes.count / 2)
    #expect(packed.first != UInt8(ascii: "{"))
  }

  @Test func whatIsCutShortIsRefused() throws {
    let packed = try Self.packed()
    for length in packed.indices {
      #expect(throws: DeflatedBytesError.self, "the first \(length)") {
        try DeflatedBytes.unpacked(Array(packed.prefix(length)))
      }
    }
  }

  @Test func eachChangedBitIsFound() throws {
    let packed = try Self.packed()
    for place in packed.indices {
      var changed = packed
      changed[place] ^= 1 << (place % 8)
      #expect(throws: DeflatedBytesError.self, "byte \(place)") {
        try DeflatedBytes.unpacked(changed)
      }
    }
  }

  @Test func whatFollowsTheEndIsRefused() throws {
    #expect(throws: DeflatedBytesError.self) {
      try DeflatedBytes.unpacked(try Self.packed() + [0])
    }
  }

  @Test func bytesByChanceAreRefused() {
    for seed in 1...200 as ClosedRange<UInt64> {
      #expect(throws: DeflatedBytesError.self, "seed \(seed)") {
        try DeflatedBytes.unpacked(Kind.chance(Int(seed) * 3, seed: seed))
      }
    }
  }

  /// A kilobyte that would fill a megabyte goes no further than it may.
  @Test func whatWouldGrowTooLongIsRefused() throws {
    let packed = try DeflatedBytes.packed(Kind.repeated.bytes)
    #expect(packed.count < 2_000)
    for most in [1, 1_000, (1 << 20) - 1] {
      #expect(throws: DeflatedBytesError.tooLong(bytesAtMost: most)) {
        try DeflatedBytes.unpacked(packed, atMost: most)
      }
    }
    #expect(try DeflatedBytes.unpacked(packed, atMost: 1 << 20).count == 1 << 20)
  }

  @Test func whatCouldNotBeReadAgainIsNotWritten() {
    let most = DeflatedBytes.bytesAtMost
    #expect(throws: DeflatedBytesError.tooLong(bytesAtMost: most)) {
      try DeflatedBytes.packed([UInt8](repeating: 0, count: most + 1))
    }
  }

  /// A block of samples is read as it is written now, and as it was before.
  @Test(arguments: [true, false])
  func samplesAreReadDeflatedAndPlain(_ isDeflated: Bool) throws {
    var samples = PackedSamples()
    for second in 0..<60 {
      var reading = Reading()
      reading.inner = .value(Celsius(34 + Double(second) / 100))
      samples.append(
        Sample(device: "binder-1", reading: reading), at: Instant(seconds: Double(second)))
    }
    let taken = samples.take()
    let block = try #require(taken)
    let payload = isDeflated ? StoredSamples.payload(block.bytes) : block.bytes
    #expect((payload != block.bytes) == isDeflated)
    #expect(try StoredSamples.lines(payload) == PackedSamples.unpack(block.bytes))
    #expect(throws: (any Error).self) { try StoredSamples.lines(Array(payload.dropLast())) }
  }
}
