extension ValueRule where Value == String {
  /// A name that can stand in topics, file names and alarm identifiers.
  static var identifier: ValueRule<String> {
    let allowed = "1 to 64 of A-Z a-z 0-9 _ -"
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> String in
        let (text, _) = try scalarText(node, wanted: "a name of \(allowed)")
        let isPlain = text.utf8.allSatisfy { byte in
          (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
        guard isPlain, (1...64).contains(text.utf8.count) else {
          throw Refusal("`\(text)` is no name: use \(allowed)")
        }
        return text
      },
      show: { $0 })
  }

  /// A short text for people.
  static var label: ValueRule<String> {
    let allowed = "1 to 64 characters"
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> String in
        let (text, _) = try scalarText(node, wanted: "a text of \(allowed)")
        let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard isPrintable, (1...64).contains(text.count) else {
          throw Refusal("needs a text of \(allowed) in one line")
        }
        return text
      },
      show: { $0 })
  }

  /// A path from the root, such as a serial device.
  static var absolutePath: ValueRule<String> {
    let allowed = "an absolute path"
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> String in
        let text = try pathText(node, wanted: allowed)
        guard text.hasPrefix("/"), text.count > 1 else {
          throw Refusal("`\(text)` is not \(allowed): begin it with `/`")
        }
        return text
      },
      show: { $0 })
  }

  /// A path from the root, or from the folder of the configuration file.
  static var filePath: ValueRule<String> {
    let allowed = "a file's path, absolute or from this file's folder"
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> String in
        let text = try pathText(node, wanted: allowed)
        guard !text.hasSuffix("/") else {
          throw Refusal("`\(text)` names a folder: add the name of the file")
        }
        return text
      },
      show: { $0 })
  }
}

private func pathText(_ node: FileNode, wanted: String) throws(Refusal) -> String {
  let (text, _) = try scalarText(node, wanted: wanted)
  guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
    throw Refusal("needs \(wanted)")
  }
  guard !text.hasPrefix("~") else {
    throw Refusal("`~` stands for no folder here: write the path in full")
  }
  return text
}

extension ValueRule where Value == UInt64 {
  /// A board's factory serial number; 0 is how the protocol addresses any board.
  static var serialNumber: ValueRule<UInt64> {
    let allowed = "1 to 18446744073709551615, decimal or hexadecimal with 0x"
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> UInt64 in
        let (text, _) = try scalarText(node, wanted: "a serial number, \(allowed)")
        guard let number = NumberText.unsigned(text), number > 0 else {
          let isHexadecimal =
            NumberText.unsigned(text) == nil && NumberText.unsigned("0x" + text) != nil
            && text.contains(where: \.isLetter)
          let hint = isHexadecimal ? "; if it is hexadecimal, write 0x before it" : ""
          throw Refusal("`\(text)` is no serial number (\(allowed))\(hint)")
        }
        return number
      },
      show: { "0x" + String($0, radix: 16, uppercase: true) })
  }
}

extension ValueRule where Value == [Int] {
  /// The addresses of the boards on one line.
  static var addresses: ValueRule<[Int]> {
    let allowed = "a list of different numbers, each 1 to 247"
    let one = ValueRule<Int>.integer(1...247)
    return ValueRule(
      allowed: allowed,
      read: { node throws(Refusal) -> [Int] in
        guard case .list(let items) = node.content, !items.isEmpty else {
          throw Refusal("needs \(allowed), such as [1, 2]")
        }
        var addresses: [Int] = []
        for item in items {
          let address: Int
          do throws(Refusal) { address = try one.read(item) } catch {
            throw Refusal("address \(error.message)", at: item.position)
          }
          guard !addresses.contains(address) else {
            throw Refusal("address \(address) is in the list twice", at: item.position)
          }
          addresses.append(address)
        }
        return addresses
      },
      show: { "[" + $0.map(String.init).joined(separator: ", ") + "]" })
  }
}
