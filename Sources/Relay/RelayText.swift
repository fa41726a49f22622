/// Which texts from the network can be names.
enum RelayText {
  /// 1 to 64 of `A-Z a-z 0-9 _ -`, as the configuration demands of every name.
  static func isName(_ text: String) -> Bool { isPlain(text, most: 64) }

  /// What names an act for ever.
  static func isActName(_ text: String) -> Bool { isPlain(text, most: 128) }

  /// An alarm, or a run of the gateway: printable and without blanks.
  static func isIdentifier(_ text: String) -> Bool {
    (1...320).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  /// A text for a log or an answer; nothing where it could forge a line or be a book.
  static func quoted(_ text: String) -> String { isName(text) ? " `\(text)`" : "" }

  private static func isPlain(_ text: String, most: Int) -> Bool {
    (1...most).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      }
  }
}
