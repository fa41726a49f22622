import CareModel
import StationModel
import TraceFormat

/// What somebody at a station wants done at a hub, and what he saw when he wanted it.
public struct ActMessage: Hashable, Sendable {
  static let schema = "kmc/act/1"
  private static let bytesMost = 2048
  private static let standbySecondsMost: Int64 = 86_400

  /// The `act` of the body.
  private enum Kind: String {
    case acknowledge, pause, standby
    case alarmTest = "alarm-test"
  }

  /// Names the act for ever; a repeat has the same.
  public var identifier: String
  public var station: String
  /// The run of the hub, and the message of it, that the station showed.
  public var boot: BootIdentifier
  public var sequence: Int64
  public var action: StationAction

  public init(
    identifier: String, station: String, boot: BootIdentifier, sequence: Int64,
    action: StationAction
  ) {
    self.identifier = identifier
    self.station = station
    self.boot = boot
    self.sequence = sequence
    self.action = action
  }

  init(_ body: [UInt8]) throws(RelayRefusal) {
    let keys: Set = [
      "schema", "id", "station", "boot", "sequence", "act", "alarm_id", "infant", "for_s", "by",
    ]
    let object = try StrictObject(body, keys: keys, bytesMost: Self.bytesMost)
    guard try object.text("schema", RelayText.isIdentifier) == Self.schema else {
      throw RelayRefusal("`schema` must be \(Self.schema)")
    }
    identifier = try object.text("id", RelayText.isActName)
    station = try object.text("station")
    boot = BootIdentifier(try object.text("boot", RelayText.isIdentifier))
    sequence = try object.whole("sequence", 1...(1 << 53))
    action = try Self.action(object)
  }

  /// The name of an act that cannot be done, so that its station can be told why.
  static func identifier(of body: [UInt8]) -> String? {
    guard body.count <= bytesMost else { return nil }
    var scanner = JSONScanner(body, from: 0, to: body.count)
    var found: String?
    do throws(TraceProblem) {
      try scanner.members { scanner, key throws(TraceProblem) in
        if key == "id", found == nil {
          found = try scanner.string()
        } else {
          try scanner.skip()
        }
      }
    } catch {
      // What came before the fault is all that there is.
    }
    return found.flatMap { RelayText.isActName($0) ? $0 : nil }
  }

  private static func action(_ object: StrictObject) throws(RelayRefusal) -> StationAction {
    let by = PersonIdentifier(try object.text("by"))
    guard let kind = Kind(rawValue: try object.text("act")) else {
      throw RelayRefusal("`act` must be acknowledge, pause, standby or alarm-test")
    }
    let wanted: Set<String> =
      switch kind {
      case .acknowledge, .pause: ["alarm_id"]
      case .standby: ["infant", "for_s"]
      case .alarmTest: []
      }
    for key in ["alarm_id", "infant", "for_s"] where object.has(key) && !wanted.contains(key) {
      throw RelayRefusal("`\(key)` is of no use with `act` \(kind.rawValue): leave it out")
    }
    switch kind {
    case .acknowledge: return .acknowledge(try alarm(object), by: by)
    case .pause: return .pause(object.has("alarm_id") ? try alarm(object) : nil, by: by)
    case .standby:
      let seconds = try object.whole("for_s", 0...standbySecondsMost)
      return .standby(
        InfantIdentifier(try object.text("infant")), length: .seconds(Double(seconds)), by: by)
    case .alarmTest: return .alarmTest(by: by)
    }
  }

  private static func alarm(_ object: StrictObject) throws(RelayRefusal) -> AlarmIdentifier {
    AlarmIdentifier(try object.text("alarm_id", RelayText.isIdentifier))
  }

  var body: [UInt8] {
    var json = JSONLineWriter()
    json.put("schema", Self.schema)
    json.put("id", identifier)
    json.put("station", station)
    json.put("boot", boot.name)
    json.put("sequence", Int(clamping: sequence))
    switch action {
    case .acknowledge(let alarm, _):
      json.put("act", Kind.acknowledge.rawValue)
      json.put("alarm_id", alarm.name)
    case .pause(let alarm, _):
      json.put("act", Kind.pause.rawValue)
      if let alarm { json.put("alarm_id", alarm.name) }
    case .standby(let infant, let length, _):
      json.put("act", Kind.standby.rawValue)
      json.put("infant", infant.name)
      json.put("for_s", Int(clamping: length.milliseconds / 1000))
    case .alarmTest: json.put("act", Kind.alarmTest.rawValue)
    }
    json.put("by", action.by.name)
    return Array(json.line.utf8)
  }
}
