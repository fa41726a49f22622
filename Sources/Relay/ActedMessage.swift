import StationModel
import TraceFormat

/// What became of an act, from the hub to the station that asked.
struct ActedMessage: Hashable, Sendable {
  static let schema = "kmc/acted/1"
  private static let bytesMost = 4096

  private enum Word: String {
    case done, refused, unreachable
    case unknownTarget = "unknown-target"
  }

  /// That of the act.
  var identifier: String
  var result: StationActionResult

  init(identifier: String, result: StationActionResult) {
    self.identifier = identifier
    self.result = result
  }

  init(_ body: [UInt8]) throws(RelayRefusal) {
    let object = try StrictObject(
      body, keys: ["schema", "id", "result", "reason"], bytesMost: Self.bytesMost)
    guard try object.text("schema", RelayText.isIdentifier) == Self.schema else {
      throw RelayRefusal("`schema` must be \(Self.schema)")
    }
    identifier = try object.text("id", RelayText.isActName)
    let reason = object.has("reason") ? try object.text("reason") { _ in true } : ""
    switch Word(rawValue: try object.text("result")) {
    case .done: result = .done
    case .refused: result = .refused(reason)
    case .unknownTarget: result = .unknownTarget(reason)
    case .unreachable: result = .unreachable(reason)
    case nil: throw RelayRefusal("`result` is none that is known")
    }
  }

  var body: [UInt8] {
    var json = JSONLineWriter()
    json.put("schema", Self.schema)
    json.put("id", identifier)
    switch result {
    case .done: json.put("result", Word.done.rawValue)
    case .unknownTarget(let reason): put(.unknownTarget, reason, &json)
    case .refused(let reason): put(.refused, reason, &json)
    case .unreachable(let reason): put(.unreachable, reason, &json)
    }
    return Array(json.line.utf8)
  }

  private func put(_ word: Word, _ reason: String, _ json: inout JSONLineWriter) {
    json.put("result", word.rawValue)
    // What a station could not read back would be no answer.
    json.put("reason", String(reason.prefix(1000)))
  }
}
