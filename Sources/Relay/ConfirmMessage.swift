import CareModel
import TraceFormat

/// A station tells a hub what it shows to a person.
struct ConfirmMessage: Hashable, Sendable {
  static let schema = "kmc/confirm/1"
  private static let bytesMost = 131_072
  private static let shownMost = 1000

  var station: String
  /// The run of the hub, and the message of it, that the station shows.
  var boot: BootIdentifier
  var sequence: Int64
  var shown: [AlarmIdentifier]

  init(
    station: String, boot: BootIdentifier, sequence: Int64, shown: [AlarmIdentifier]
  ) {
    self.station = station
    self.boot = boot
    self.sequence = sequence
    self.shown = Array(shown.prefix(Self.shownMost))
  }

  init(_ body: [UInt8]) throws(RelayRefusal) {
    let object = try StrictObject(
      body, keys: ["schema", "station", "boot", "sequence", "shown"], bytesMost: Self.bytesMost)
    guard try object.text("schema", RelayText.isIdentifier) == Self.schema else {
      throw RelayRefusal("`schema` must be \(Self.schema)")
    }
    station = try object.text("station")
    boot = BootIdentifier(try object.text("boot", RelayText.isIdentifier))
    sequence = try object.whole("sequence", 1...(1 << 53))
    shown = try object.list("shown", countMost: Self.shownMost).map { AlarmIdentifier($0) }
  }

  var body: [UInt8] {
    var json = JSONLineWriter()
    json.put("schema", Self.schema)
    json.put("station", station)
    json.put("boot", boot.name)
    json.put("sequence", Int(clamping: sequence))
    json.put("shown", strings: shown.map(\.name))
    return Array(json.line.utf8)
  }
}
