import CareModel
import GatewayCore

/// Reads the lines of a trace after its header.
public struct TraceLineParser: Sendable {

  public init() {}

  /// Reads one line, without its line end; fails with what is wrong with it.
  public mutating func parse(
    _ bytes: [UInt8], from start: Int, to end: Int
  ) throws(TraceProblem) -> TraceLine {
    var scanner = JSONScanner(bytes, from: start, to: end)
    var line = PartialTraceLine()
    try scanner.expect("{")
    if !scanner.take("}") {
      repeat {
        guard let key = try scanner.plainString() else {
          _ = try scanner.string()
          try scanner.expect(":")
          try scanner.skip()
          line.unknownKeys += 1
          continue
        }
        try scanner.expect(":")
        try take(TraceKey(scanner, key), &line, &scanner)
      } while scanner.take(",")
      try scanner.expect("}")
    }
    try scanner.finish()
    return try line.finished()
  }

  private mutating func take(
    _ key: TraceKey?, _ line: inout PartialTraceLine, _ scanner: inout JSONScanner
  ) throws(TraceProblem) {
    guard let key else {
      line.unknownKeys += 1
      try scanner.skip()
      return
    }
    switch key {
    case .t: line.at = try Self.instant(&scanner)
    case .at: line.measuredAt = try Self.instant(&scanner)
    case .device: line.device = try device(&scanner)
    case .clasp:
      line.reading.clasp = try Self.observed(&scanner) { s throws(TraceProblem) in
        try s.boolean()
      }
    case .contact: line.reading.contact = try Self.quantity(&scanner)
    case .force: line.reading.force = try Self.quantity(&scanner)
    case .tilt: line.reading.tilt = try Self.quantity(&scanner)
    case .motion: line.reading.motion = try Self.quantity(&scanner)
    case .inner: line.reading.inner = try Self.quantity(&scanner)
    case .outer: line.reading.outer = try Self.quantity(&scanner)
    case .temperature: line.reading.temperature = try Self.quantity(&scanner)
    case .humidity: line.reading.humidity = try Self.quantity(&scanner)
    case .battery: line.reading.battery = try Self.quantity(&scanner)
    default: try takeRare(key, &line, &scanner)
    }
  }

  private func takeRare(
    _ key: TraceKey, _ line: inout PartialTraceLine, _ scanner: inout JSONScanner
  ) throws(TraceProblem) {
    switch key {
    case .link: line.link = try scanner.string()
    case .clock: line.clock = try scanner.string()
    case .quality: line.quality = try scanner.string()
    case .boot: line.boot = try scanner.string()
    case .acknowledge: line.acknowledge = try scanner.string()
    case .pause: line.pause = try scanner.string()
    case .by: line.by = try scanner.string()
    case .infant: line.infant = try scanner.string()
    case .room: line.room = try scanner.string()
    case .assign: line.assign = try Self.assignment(&scanner)
    case .release: line.release = try scanner.string()
    case .axillary: line.axillary = try scanner.number()
    case .port: line.port = try scanner.string()
    case .open: line.isOpen = try scanner.boolean()
    case .storeFailing: line.storeFailing = try scanner.boolean()
    case .uplinkBehind: line.uplinkBehind = try scanner.boolean()
    case .configurationRefused: line.configurationRefused = try scanner.boolean()
    default: try takeAlarms(key, &line, &scanner)
    }
  }

  private func takeAlarms(
    _ key: TraceKey, _ line: inout PartialTraceLine, _ scanner: inout JSONScanner
  ) throws(TraceProblem) {
    switch key {
    case .standby: line.standby = try scanner.string()
    case .lasting: line.lastingSeconds = try scanner.number()
    case .alarmTest: line.alarmTest = try scanner.boolean()
    case .output: line.output = try scanner.string()
    case .failing: line.isFailing = try scanner.boolean()
    case .diskFilling: line.diskFilling = try scanner.boolean()
    case .stationUnreachable: line.stationUnreachable = try scanner.boolean()
    default: try scanner.skip()
    }
  }

  static func assignment(_ scanner: inout JSONScanner) throws(TraceProblem) -> Assignment {
    var infant: String?
    var assignment = Assignment(infant: "")
    try scanner.members { scanner, key throws(TraceProblem) in
      if scanner.null() { return }
      switch key {
      case "infant": infant = try scanner.string()
      case "bed": assignment.bed = try scanner.string()
      case "binder": assignment.binder = DeviceIdentifier(try scanner.string())
      case "probe": assignment.probe = DeviceIdentifier(try scanner.string())
      case "room": assignment.room = DeviceIdentifier(try scanner.string())
      case "provider": assignment.provider = Provider(rawValue: try scanner.string()) ?? .unknown
      case "born":
        // An added key: of another form it says nothing, as an unknown key would.
        guard scanner.peek() == UInt8(ascii: "\"") else { return try scanner.skip() }
        assignment.born = WallTime(iso8601: try scanner.string())
      default: try scanner.skip()
      }
    }
    guard let infant else { throw TraceProblem("a dyad has no \"infant\"") }
    assignment.infant = InfantIdentifier(infant)
    return assignment
  }

  private mutating func device(
    _ scanner: inout JSONScanner
  ) throws(TraceProblem) -> DeviceIdentifier {
    DeviceIdentifier(try scanner.string())
  }

  private static func instant(_ scanner: inout JSONScanner) throws(TraceProblem) -> Instant {
    let seconds = try scanner.number()
    // A hundred years: what lies beyond is a broken number, not a time.
    guard abs(seconds) < 3.2e9 else { throw scanner.problem("a time out of range") }
    return Instant(seconds: seconds)
  }

  private static func quantity<Unit: Quantity>(
    _ scanner: inout JSONScanner
  ) throws(TraceProblem) -> Observed<Unit> {
    if scanner.peek() == UInt8(ascii: "n"), scanner.null() { return .invalid(.unspecified) }
    return .value(Unit(try scanner.number()))
  }

  private static func observed<Value>(
    _ scanner: inout JSONScanner, _ read: (inout JSONScanner) throws(TraceProblem) -> Value
  ) throws(TraceProblem) -> Observed<Value> {
    if scanner.null() { return .invalid(.unspecified) }
    return .value(try read(&scanner))
  }
}
