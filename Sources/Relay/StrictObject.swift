import TraceFormat

/// A flat JSON object from the network: no key that is not known, none twice, no other kinds.
struct StrictObject {
  private var texts: [String: String] = [:]
  private var numbers: [String: Double] = [:]
  private var lists: [String: [String]] = [:]

  init(_ body: [UInt8], keys: Set<String>, bytesMost: Int) throws(RelayRefusal) {
    guard body.count <= bytesMost else {
      throw RelayRefusal("the message has \(body.count) bytes, \(bytesMost) at most")
    }
    var scanner = JSONScanner(body, from: 0, to: body.count)
    var found = StrictObject()
    do throws(TraceProblem) {
      try scanner.members { scanner, key throws(TraceProblem) in
        guard keys.contains(key) else {
          throw TraceProblem("unknown key\(RelayText.quoted(key)); see docs/MESSAGES.md")
        }
        guard !found.has(key) else { throw TraceProblem("`\(key)` is there twice") }
        try found.read(key, &scanner)
      }
      try scanner.finish()
    } catch {
      throw RelayRefusal("not such a message: \(error.description)")
    }
    self = found
  }

  private init() {}

  func has(_ key: String) -> Bool {
    texts[key] != nil || numbers[key] != nil || lists[key] != nil
  }

  func text(
    _ key: String, _ isFit: (String) -> Bool = RelayText.isName
  ) throws(RelayRefusal) -> String {
    guard let text = texts[key] else { throw RelayRefusal("`\(key)` must be there, and a text") }
    guard isFit(text) else { throw RelayRefusal("`\(key)` is not a name that can be") }
    return text
  }

  func list(_ key: String, countMost: Int) throws(RelayRefusal) -> [String] {
    guard let list = lists[key] else {
      throw RelayRefusal("`\(key)` must be there, and a list of texts")
    }
    guard list.count <= countMost, list.allSatisfy(RelayText.isIdentifier) else {
      throw RelayRefusal("`\(key)` is not a list of at most \(countMost) identifiers")
    }
    return list
  }

  func whole(_ key: String, _ range: ClosedRange<Int64>) throws(RelayRefusal) -> Int64 {
    guard let number = numbers[key], let whole = Int64(exactly: number), range.contains(whole)
    else {
      throw RelayRefusal(
        "`\(key)` must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return whole
  }

  private mutating func read(_ key: String, _ scanner: inout JSONScanner) throws(TraceProblem) {
    switch scanner.peek() {
    case UInt8(ascii: "\""): texts[key] = try scanner.string()
    case UInt8(ascii: "["):
      var list: [String] = []
      try scanner.elements { scanner throws(TraceProblem) in list.append(try scanner.string()) }
      lists[key] = list
    default: numbers[key] = try scanner.number()
    }
  }
}
