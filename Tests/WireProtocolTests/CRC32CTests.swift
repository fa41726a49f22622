import TestSupport
import Testing
import WireProtocol

@Suite struct CRC32CTests {
  /// The check value of the catalogue of CRCs, and those of RFC 3720, appendix B.4.
  @Test(
    arguments: [
      (Array("123456789".utf8), 0xE306_9283),
      ([], 0x0000_0000),
      ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
      ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
      (Array(0...31), 0x46DD_794E),
      (Array((0...31).reversed()), 0x113F_DB5C),
    ] as [([UInt8], UInt32)])
  func publishedValues(bytes: [UInt8], expected: UInt32) {
    #expect(CRC32C.checksum(bytes) == expected)
  }

  @Test(arguments: 0...300)
  func agreesWithBitByBit(length: Int) {
    var generator = SeededGenerator(seed: UInt64(length))
    let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(CRC32C.checksum(bytes) == bitByBit(bytes))
  }

  private func bitByBit(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = (crc >> 1) ^ (crc & 1 == 1 ? 0x82F6_3B78 : 0) }
    }
    return ~crc
  }
}
