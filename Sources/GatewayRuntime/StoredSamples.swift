import TraceFormat

/// How a block of samples lies in the store: packed, then deflated.
public enum StoredSamples {
  /// What zlib's format begins with here; packed samples begin with their version, 1.
  private static let deflated: UInt8 = 0x78

  static func payload(_ packed: [UInt8]) -> [UInt8] {
    // What cannot be deflated is read as it is, too; no sample is lost for it.
    do { return try DeflatedBytes.packed(packed) } catch { return packed }
  }

  /// The samples of one block. Errors: the payload is damaged.
  public static func lines(_ payload: [UInt8]) throws -> [TraceLine] {
    let packed = payload.first == deflated ? try DeflatedBytes.unpacked(payload) : payload
    return try PackedSamples.unpack(packed)
  }
}
