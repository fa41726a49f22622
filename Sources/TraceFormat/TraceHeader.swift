import CareModel

/// The first line of a trace: when and where it was recorded, and who was watched.
public struct TraceHeader: Hashable, Sendable {
  public static let version = 1

  /// Wall time of t = 0; nil while it is not known.
  public var start: WallTime?
  public var timezone: String
  public var dyads: [Assignment]
  /// The run of the gateway that recorded it, which stands in alarm identifiers.
  public var boot: BootIdentifier

  /// The boot of a trace that names none.
  public static let unnamedBoot: BootIdentifier = "b1"

  public init(
    start: WallTime?, timezone: String, dyads: [Assignment],
    boot: BootIdentifier = TraceHeader.unnamedBoot
  ) {
    self.boot = boot
    self.start = start
    self.timezone = timezone
    self.dyads = dyads
  }

  /// Reads the header; fails with what is wrong with it.
  public init(parsing line: [UInt8]) throws(TraceProblem) {
    var scanner = JSONScanner(line, from: 0, to: line.count)
    var version: Double?
    var start: WallTime?
    var timezone: String?
    var dyads: [Assignment] = []
    var boot = Self.unnamedBoot
    try scanner.members { scanner, key throws(TraceProblem) in
      switch key {
      case "trace": version = try scanner.number()
      case "start":
        if scanner.null() { return }
        let text = try scanner.string()
        start = WallTime(iso8601: text)
        if start == nil {
          throw TraceProblem("\"start\" is '\(text)', not an ISO 8601 time in UTC")
        }
      case "boot": boot = BootIdentifier(try scanner.string())
      case "timezone": timezone = try scanner.string()
      case "dyads":
        try scanner.elements { scanner throws(TraceProblem) in
          dyads.append(try TraceLineParser.assignment(&scanner))
        }
      default: try scanner.skip()
      }
    }
    try scanner.finish()
    guard let version else { throw TraceProblem("the first line has no \"trace\" version") }
    guard version == Double(Self.version) else {
      throw TraceProblem("trace version \(version) is not known here; this reads version 1")
    }
    guard let timezone else { throw TraceProblem("the first line has no \"timezone\"") }
    self.init(start: start, timezone: timezone, dyads: dyads, boot: boot)
  }
}
