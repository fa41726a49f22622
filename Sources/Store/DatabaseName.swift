/// What SQLite is given as a database's name: its path, and how the file is to be opened.
///
/// Needs an SQLite that takes addresses for names (SQLITE_USE_URI), as Debian's does.
enum DatabaseName {
  /// Nobody writes the file.
  ///
  /// Nothing is locked, and no log beside it is read.
  static func immutable(_ path: String) -> String { address(path) + "?immutable=1" }

  /// One process alone opens the file.
  ///
  /// The index of its log is then in that process's memory, and not in a file of which each commit
  /// dirties some pages.
  static func own(_ path: String) -> String { address(path) + "?vfs=unix-excl" }

  /// A path as SQLite's address of a file, where all but plain letters is escaped.
  private static func address(_ path: String) -> String {
    // Without the empty authority a path that begins with two slashes would name a machine.
    var name = path.hasPrefix("/") ? "file://" : "file:"
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || "/._-".contains(Character(scalar)))
      name += isPlain || (0x30...0x39).contains(byte) ? String(scalar) : hexadecimal(byte)
    }
    return name
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
