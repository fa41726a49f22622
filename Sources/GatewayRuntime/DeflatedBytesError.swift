/// Why bytes could not be deflated or restored; whoever keeps it sets it aside.
enum DeflatedBytesError: Error, Hashable, CustomStringConvertible {
  case tooLong(bytesAtMost: Int)
  /// zlib's return code.
  case damaged(code: Int32)

  var description: String {
    switch self {
    case .tooLong(let most): "it is longer than \(most) bytes"
    case .damaged(let code): "it is not whole, or was never deflated (zlib's code \(code))"
    }
  }
}
