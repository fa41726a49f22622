import Configuration

/// The tokens that are let in, as hashes: a line `NAME ROLE HASH` for each, `#` begins a comment.
struct TokenFile: Sendable {
  private struct Entry: Sendable {
    var access: Access
    var hash: [UInt8]
  }

  private let entries: [Entry]

  var count: Int { entries.count }

  /// Reads a file of mode 0600.
  static func read(_ path: String) throws(StationStartError) -> TokenFile {
    let bytes: [UInt8]
    do throws(PrivateFileError) { bytes = try PrivateFile.read(path) } catch {
      throw StationStartError(error)
    }
    return try TokenFile(text: String(decoding: bytes, as: UTF8.self), path: path)
  }

  init(text: String, path: String) throws(StationStartError) {
    var entries: [Entry] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      guard words.count == 3, PersonName.isPlain(first),
        let role = StationConfiguration.Role(rawValue: String(words[1])),
        let hash = Self.bytes(words[2])
      else {
        throw .file(
          path: path, reason: "line \(index + 1) is no token",
          advice: "write NAME, `view` or `act`, and 64 hexadecimal digits: "
            + "`kmcd station token` makes such a line")
      }
      guard !entries.contains(where: { $0.access.name == first }) else {
        throw .file(
          path: path, reason: "line \(index + 1) has a name that stands in the file already",
          advice: "give each token a name of its own")
      }
      entries.append(Entry(access: Access(name: String(first), role: role), hash: hash))
    }
    guard !entries.isEmpty else {
      throw .file(
        path: path, reason: "has no token",
        advice: "nobody could get in: add a line that `kmcd station token` makes")
    }
    self.entries = entries
  }

  /// Who holds this secret; nil for nobody.
  ///
  /// Every entry is compared to its end, so that the time taken tells nothing about the hashes.
  func access(of secret: String) -> Access? {
    let hash = AccessToken.hash(secret)
    var found: Access?
    for entry in entries where Self.areEqual(entry.hash, hash) { found = entry.access }
    return found
  }

  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for (one, other) in zip(left, right) { difference |= one ^ other }
    return difference == 0
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      let pair = String(decoding: digits[index..<index + 2], as: UTF8.self)
      guard pair.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
        let byte = UInt8(pair, radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
