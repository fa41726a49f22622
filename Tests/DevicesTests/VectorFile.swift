import Foundation
import Testing

/// One test vector of `Firmware-protocol/vectors`, whose README describes the format.
struct Vector: CustomTestStringConvertible {
  struct FrameValues: Equatable {
    /// "board" or "gateway".
    var sender: String
    /// By key: type, address, sequence and so on.
    var header: [String: UInt64] = [:]
    /// In the order of the wire: tag and value.
    var fields: [Field] = []
    var wrongSize = 0
    var repeated = 0
  }

  struct Field: Equatable {
    var tag: UInt8
    var value: [UInt8]
  }

  enum Event: Equatable {
    case reject(String)
    case frame(FrameValues)
  }

  var name: String
  var receiver = ""
  var isCanonical = false
  var wire: [UInt8] = []
  var events: [Event] = []

  var testDescription: String { name }

  /// The frames among the events.
  var frames: [FrameValues] {
    events.compactMap { if case .frame(let frame) = $0 { frame } else { nil } }
  }
}

/// Reads vector files; a line that it does not know is an error, not a vector less.
enum VectorFile {
  struct BrokenLine: Error {
    let file: String
    let line: Int
    let text: String
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Firmware-protocol/vectors").standardizedFileURL

  /// All vectors of all files, by the name of their file without its ending.
  static func all() throws -> [(file: String, vectors: [Vector])] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "vectors" }
      .sorted { $0.path < $1.path }
      .map { ($0.deletingPathExtension().lastPathComponent, try read($0)) }
  }

  static func read(_ url: URL) throws -> [Vector] {
    let text = try String(contentsOf: url, encoding: .utf8)
    var vectors: [Vector] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard take(words, into: &vectors) else {
        throw BrokenLine(file: url.lastPathComponent, line: index + 1, text: String(line))
      }
    }
    return vectors
  }

  private static func take(_ words: [String], into vectors: inout [Vector]) -> Bool {
    if words == ["end"] { return !vectors.isEmpty }
    guard words.count >= 2 else { return false }
    if words[0] == "vector" {
      vectors.append(Vector(name: words[1]))
      return true
    }
    guard let last = vectors.indices.last else { return false }
    switch words[0] {
    case "receiver": vectors[last].receiver = words[1]
    case "canonical": vectors[last].isCanonical = words[1] == "yes"
    case "reject": vectors[last].events.append(.reject(words[1]))
    case "frame": vectors[last].events.append(.frame(Vector.FrameValues(sender: words[1])))
    case "wire":
      guard let bytes = bytes(words[1]) else { return false }
      vectors[last].wire = bytes
    default:
      guard case .frame(var values)? = vectors[last].events.popLast(), take(words, into: &values)
      else { return false }
      vectors[last].events.append(.frame(values))
    }
    return true
  }

  private static func take(_ words: [String], into frame: inout Vector.FrameValues) -> Bool {
    let text = words[1]
    switch words[0] {
    case "type", "address", "sequence", "kind", "serial", "boot", "uptime", "target":
      guard let number = UInt64(text) else { return false }
      frame.header[words[0]] = number
    case "wrong-size": frame.wrongSize = Int(text) ?? -1
    case "repeated": frame.repeated = Int(text) ?? -1
    case "field":
      guard words.count == 3, let tag = UInt8(text), let value = bytes(words[2]) else {
        return false
      }
      frame.fields.append(Vector.Field(tag: tag, value: value))
    default:
      guard let name = VectorField(rawValue: words[0]), let value = name.bytes(text) else {
        return false
      }
      frame.fields.append(Vector.Field(tag: name.tag, value: value))
    }
    return true
  }

  /// The bytes of lower-case hexadecimal text; "-" is none.
  static func bytes(_ text: String) -> [UInt8]? {
    if text == "-" { return [] }
    guard text.utf8.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    var rest = text[...]
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
