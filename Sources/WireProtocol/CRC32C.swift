/// The cyclic redundancy check that closes every frame: CRC-32C (Castagnoli), reflected.
///
/// Initial value and final exclusive-or are both 0xFFFFFFFF; "123456789" gives 0xE3069283.
public enum CRC32C {
  /// Eight tables of 256 entries, one after another: table `k` advances a byte through `k` more.
  private static let tables: [UInt32] = makeTables()

  /// The check over all of `bytes`.
  public static func checksum(_ bytes: [UInt8]) -> UInt32 { checksum(bytes.span) }

  /// The check over all of `bytes`, eight bytes a step.
  public static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
    let tables = Self.tables.span
    var crc: UInt32 = 0xFFFF_FFFF
    var index = 0
    let whole = bytes.count & ~7
    while index < whole {
      let low =
        crc
        ^ (UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
          | UInt32(bytes[index + 2]) << 16 | UInt32(bytes[index + 3]) << 24)
      let near =
        tables[0x700 | Int(low & 0xFF)] ^ tables[0x600 | Int(low >> 8 & 0xFF)]
        ^ tables[0x500 | Int(low >> 16 & 0xFF)] ^ tables[0x400 | Int(low >> 24)]
      let far =
        tables[0x300 | Int(bytes[index + 4])] ^ tables[0x200 | Int(bytes[index + 5])]
        ^ tables[0x100 | Int(bytes[index + 6])] ^ tables[Int(bytes[index + 7])]
      crc = near ^ far
      index += 8
    }
    while index < bytes.count {
      crc = tables[Int((crc ^ UInt32(bytes[index])) & 0xFF)] ^ (crc >> 8)
      index += 1
    }
    return crc ^ 0xFFFF_FFFF
  }

  private static func makeTables() -> [UInt32] {
    let reflectedPolynomial: UInt32 = 0x82F6_3B78
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 {
        crc = crc & 1 == 1 ? (crc >> 1) ^ reflectedPolynomial : crc >> 1
      }
      tables[byte] = crc
    }
    for index in 256..<(8 * 256) {
      let previous = tables[index - 256]
      tables[index] = tables[Int(previous & 0xFF)] ^ (previous >> 8)
    }
    return tables
  }
}
