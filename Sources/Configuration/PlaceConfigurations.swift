/// Where the gateway is, as pseudonyms of letters, digits, `_` and `-`.
public struct SiteConfiguration: Hashable, Sendable {
  public var site: String
  public var ward: String
  public var hub: String

  public init(site: String, ward: String, hub: String) {
    self.site = site
    self.ward = ward
    self.hub = hub
  }
}

/// The database and how much of the raw samples it keeps.
public struct StoreConfiguration: Hashable, Sendable {
  /// Relative paths of the file are from the folder of the configuration.
  public var path: String
  /// 1 to 3650.
  public var samplesKeptDays: Int
  /// 16 to 1,000,000; millions of bytes.
  public var samplesKeptMegabytes: Int
  /// 0 to 1,000,000; millions of bytes. Less free space on the card is an alarm.
  public var leastFreeMegabytes: Int

  public init(
    path: String, samplesKeptDays: Int, samplesKeptMegabytes: Int,
    leastFreeMegabytes: Int
  ) {
    self.leastFreeMegabytes = leastFreeMegabytes
    self.path = path
    self.samplesKeptDays = samplesKeptDays
    self.samplesKeptMegabytes = samplesKeptMegabytes
  }
}

/// How other programs of the machine reach the gateway.
public struct ControlConfiguration: Hashable, Sendable {
  /// A Unix socket's path, at most 107 bytes of UTF-8.
  public var socket: String

  public init(socket: String) { self.socket = socket }
}

/// What is logged.
public struct LogConfiguration: Hashable, Sendable {
  public var level: LogLevel

  public init(level: LogLevel) { self.level = level }
}

/// How severe a message of the log is; raw values are swift-log's.
public enum LogLevel: String, Hashable, Sendable, CaseIterable {
  case trace, debug, info, notice, warning, error, critical
}
