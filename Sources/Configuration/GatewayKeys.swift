import CareModel

/// The keys of everything but ports, devices and dyads.
enum GatewayKeys {
  static let version = FileKey<Int>(
    .top, "version", "The version of this file's format", .required, .formatVersion,
    source: "this page")

  static let site = FileKey<String>(
    .site, "site", "Pseudonym of the facility", .required, .identifier,
    source: "safe as a part of a topic; no default suits two places")
  static let ward = FileKey<String>(
    .site, "ward", "Name of the ward", .required, .identifier,
    source: "safe as a part of a topic; no default suits two places")
  static let hub = FileKey<String>(
    .site, "hub", "Name of this gateway", .required, .identifier,
    source: "safe as a part of a topic; no default suits two places")

  static let zone = FileKey<String>(
    .time, "zone", "Time zone in which KMC days are counted", .required, .timeZone,
    source: "IANA time zone database; a wrong default would cut days in the wrong place")
  static let dayStartsAtHour = FileKey<Int>(
    .time, "day_starts_at_hour", "Local hour at which a KMC day begins", unit: "h",
    .byDefault(0), .integer(0...23, unit: "h"),
    source: "local choice: the calendar day; a nursing day begins later")

  static let storePath = FileKey<String>(
    .store, "path", "The database's file", .byDefault("/var/lib/kmcd/kmcd.sqlite"), .filePath,
    source: "Filesystem Hierarchy Standard: state of a service")
  static let samplesKeptDays = FileKey<Int>(
    .store, "samples_kept_days", "How long raw samples are kept; hours and alarms stay",
    unit: "days", .byDefault(30), .integer(1...3650, unit: "days"))
  static let samplesKeptMegabytes = FileKey<Int>(
    .store, "samples_kept_mb", "How much raw samples may take; the oldest go first",
    unit: "MB", .byDefault(512), .integer(16...1_000_000, unit: "MB"))
  static let leastFreeMegabytes = FileKey<Int>(
    .store, "least_free_mb", "Free space on the card below which `disk-filling` is raised",
    unit: "MB", .byDefault(200), .integer(0...1_000_000, unit: "MB"),
    source: "local choice: weeks of events and a day of samples")

  static let socket = FileKey<String>(
    .control, "socket", "The socket on which `kmcd status` asks", .byDefault("/run/kmcd/kmcd.sock"),
    .filePath, source: "Filesystem Hierarchy Standard: run-time files of a service")

  static let level = FileKey<LogLevel>(
    .log, "level", "The least severe message that is logged", .byDefault(.info), .word,
    source: "local choice; names of swift-log")

  /// One key for each tunable of the care logic, whose catalogue holds its default and range.
  static let settings: [(key: FileKey<Double>, setting: SettingDescription)] =
    CareSettings.catalogue.map { setting in
      let key = FileKey<Double>(
        .settings, setting.key, "", unit: setting.unit, .byDefault(setting.defaultValue),
        .number(setting.range, unit: setting.unit), source: setting.source)
      return (key, setting)
    }
}

extension ValueRule where Value == Int {
  /// The one version of the format that there is.
  fileprivate static var formatVersion: ValueRule<Int> {
    ValueRule(
      allowed: "1",
      read: { node throws(Refusal) -> Int in
        let (text, _) = try scalarText(node, wanted: "the version of the file's format, 1")
        guard text == "1" else {
          throw Refusal("this kmcd reads version 1 of the file's format, not `\(text)`")
        }
        return 1
      },
      show: { String($0) })
  }
}
