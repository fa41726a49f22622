import Glibc
import NIOCore

/// Cuts the bytes of a reply into lines, however they are chunked.
struct LineSplitter {
  /// Local choice: more than any reply's line; it bounds what a wrong socket can make us keep.
  static let lineBytesMax = 16 * 1024 * 1024

  private var gathered = ByteBuffer()
  /// The bytes at the front that are known to hold no newline.
  private var searchedBytes = 0

  /// Whether bytes are left that no newline has ended.
  var hasRest: Bool { gathered.readableBytes > 0 }
  var isTooLong: Bool { searchedBytes > Self.lineBytesMax }

  mutating func append(_ chunk: ByteBuffer) {
    guard hasRest else {
      gathered = chunk
      return
    }
    gathered.discardReadBytes()
    gathered.writeImmutableBuffer(chunk)
  }

  /// The next whole line without its newline; bytes that are not UTF-8 are shown as U+FFFD.
  mutating func nextLine() -> String? {
    guard let count = newlineOffset() else {
      searchedBytes = gathered.readableBytes
      return nil
    }
    searchedBytes = 0
    let line = gathered.readString(length: count)
    gathered.moveReaderIndex(forwardBy: 1)
    return line
  }

  private func newlineOffset() -> Int? {
    gathered.withUnsafeReadableBytes { bytes in
      guard let start = bytes.baseAddress, searchedBytes < bytes.count else { return nil }
      let found = memchr(start + searchedBytes, 10, bytes.count - searchedBytes)
      return found.map { UnsafeRawPointer($0) - start }
    }
  }
}
