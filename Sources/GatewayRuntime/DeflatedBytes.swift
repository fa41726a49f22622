import CZlib

/// Bytes in less room, in the zlib format, which every tool reads (RFC 1950).
///
/// A state of JSON needs a fifth, a block of samples three quarters.
enum DeflatedBytes {
  /// What may be deflated, in bytes: damage must not fill the memory.
  ///
  /// 16 MiB, local choice: seven hundred times the state of four beds.
  static let bytesAtMost = 16 << 20
  /// zlib's own middle: more halves the speed for a hundredth of the size.
  private static let effort: CInt = 6

  /// Errors: more than `bytesAtMost`.
  static func packed(_ bytes: [UInt8]) throws(DeflatedBytesError) -> [UInt8] {
    guard bytes.count <= bytesAtMost else { throw .tooLong(bytesAtMost: bytesAtMost) }
    var length = compressBound(uLong(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(length))
    let code = compress2(&packed, &length, bytes, uLong(bytes.count), effort)
    guard code == Z_OK else { throw .damaged(code: code) }
    packed.removeLast(packed.count - Int(length))
    return packed
  }

  /// Errors: the bytes are not whole, or hold more than `most`.
  static func unpacked(
    _ bytes: [UInt8], atMost most: Int = bytesAtMost
  ) throws(DeflatedBytesError) -> [UInt8] {
    // Several times what is usually needed; it grows only for what is as long.
    var room = min(most, max(64 << 10, 8 * bytes.count))
    while true {
      var whole = [UInt8](repeating: 0, count: room)
      var length = uLong(room)
      var taken = uLong(bytes.count)
      let code = uncompress2(&whole, &length, bytes, &taken)
      if code == Z_BUF_ERROR {
        guard room < most else { throw .tooLong(bytesAtMost: most) }
        room = min(most, 4 * room)
        continue
      }
      guard code == Z_OK else { throw .damaged(code: code) }
      // What follows the end was never written here.
      guard Int(taken) == bytes.count else { throw .damaged(code: Z_DATA_ERROR) }
      whole.removeLast(room - Int(length))
      return whole
    }
  }
}
