import CareModel
import TraceFormat

/// What stands first in every body: which message it is, whose, and when.
struct Envelope {
  var address: MessageAddress
  /// Such as `day`; the schema's name and its file's.
  var schema: String
  var identifier: String
  var stamp: MessageStamp

  /// Raised when a key changes its meaning; a new key does not raise it.
  static let schemaVersion = 1

  /// An object that has the envelope and waits for the rest.
  func opened() -> JSONLineWriter {
    var json = JSONLineWriter()
    json.put("schema", "kmc/\(schema)/\(Self.schemaVersion)")
    json.put("id", identifier)
    json.put("site", address.site)
    json.put("ward", address.ward)
    json.put("hub", address.hub)
    json.put("boot", stamp.boot.name)
    json.put("sequence", Int(clamping: stamp.sequence))
    json.put("t", stamp.at)
    if let wall = stamp.wall { json.put("wall", wall.iso8601) } else { json.putNull("wall") }
    json.put("clock_quality", stamp.quality.rawValue)
    return json
  }
}
