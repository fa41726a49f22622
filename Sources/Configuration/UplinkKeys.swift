import CareModel

/// The keys of `uplink`; their defaults are those of `UplinkConfiguration`.
enum UplinkKeys {
  private static let defaults = UplinkConfiguration(host: "")

  static let host = FileKey<String>(
    .uplink, "host", "The broker's name or address", .required, .host,
    source: "must be the name in the broker's certificate; no default suits two places")
  static let port = FileKey<Int>(
    .uplink, "port", "The broker's TCP port", .byDefault(defaults.port), .integer(1...65_535),
    source: "IANA: 8883 is MQTT over TLS, 1883 without")
  static let tls = FileKey<Bool>(
    .uplink, "tls", "Whether the connection is encrypted and the broker proves who it is",
    .byDefault(true), .onOff)
  static let authority = FileKey<String>(
    .uplink, "tls_ca", "The certificate of the authority that signed the broker's",
    .optional("the authorities that the system trusts"), .filePath)
  static let certificate = FileKey<String>(
    .uplink, "tls_certificate", "The gateway's own certificate, with its chain",
    .optional("the gateway shows none"), .filePath)
  static let key = FileKey<String>(
    .uplink, "tls_key", "The private key of `tls_certificate`, of mode 0600 and without a password",
    .optional("the gateway shows no certificate"), .filePath)
  static let credentials = FileKey<String>(
    .uplink, "credentials",
    "A file of mode 0600 with two lines, `user: NAME` and `password: SECRET`",
    .optional("no user is named"), .filePath, source: "secrets stay out of this file")
  static let systemdCredential = FileKey<String>(
    .uplink, "systemd_credential",
    "In place of `credentials`: the name of a `LoadCredential=` of the unit, such a file, too",
    .optional("no user is named"), .identifier, source: "systemd.exec(5), CREDENTIALS_DIRECTORY")

  static let keepAlive = FileKey<TimeLength>(
    .uplink, "keep_alive_s",
    "After how long without traffic the broker is asked for a sign of life",
    unit: "s", .byDefault(defaults.keepAlive), .seconds(5...600),
    source: "local choice; 5 is the library's least. A dead line is noticed within twice this")
  static let connectWithin = FileKey<TimeLength>(
    .uplink, "connect_within_s", "How long a connection may take to come about", unit: "s",
    .byDefault(defaults.connectWithin), .seconds(1...120))
  static let acknowledgeWithin = FileKey<TimeLength>(
    .uplink, "acknowledge_within_s",
    "After how long without an acknowledgement the connection is made anew", unit: "s",
    .byDefault(defaults.acknowledgeWithin), .seconds(1...600),
    source: "local choice; MQTT sends again on a new connection only")
  static let sessionExpiry = FileKey<TimeLength>(
    .uplink, "session_expiry_h", "How long the broker keeps what is meant for the gateway",
    unit: "h", .byDefault(defaults.sessionExpiry), .hours(0...720),
    source: "local choice: a day without power loses no acknowledgement from the station")
  static let inFlight = FileKey<Int>(
    .uplink, "in_flight", "How many messages may be unacknowledged at a time", unit: "messages",
    .byDefault(defaults.inFlight), .integer(1...1000, unit: "messages"),
    source: "libmosquitto's own default; a broker may allow less")
  static let retryFirst = FileKey<TimeLength>(
    .uplink, "retry_first_s", "How long to wait after the first failure, doubled with each",
    unit: "s",
    .byDefault(defaults.retryFirst), .seconds(0.1...60))
  static let retryAtMost = FileKey<TimeLength>(
    .uplink, "retry_at_most_s", "How long to wait after many failures", unit: "s",
    .byDefault(defaults.retryAtMost), .seconds(1...3600))
  static let backlogPerSecond = FileKey<Int>(
    .uplink, "backlog_per_s", "How fast what has piled up is sent; what is new goes first",
    unit: "messages/s", .byDefault(defaults.backlogPerSecond),
    .integer(1...10_000, unit: "messages/s"))
  static let liveWithin = FileKey<TimeLength>(
    .uplink, "live_within_min", "What is no older when the connection comes about is sent first",
    unit: "min", .byDefault(defaults.liveWithin), .minutes(1...1440))
  static let keptDays = FileKey<Int>(
    .uplink, "kept_days", "How long messages wait for the broker; alarms and days stay",
    unit: "days",
    .byDefault(defaults.keptDays), .integer(1...3650, unit: "days"))
  static let keptMegabytes = FileKey<Int>(
    .uplink, "kept_mb", "How much may wait for the broker; the oldest detail goes first",
    unit: "MB",
    .byDefault(defaults.keptMegabytes), .integer(16...1_000_000, unit: "MB"))
  static let behindAfter = FileKey<TimeLength>(
    .uplink, "behind_after_h", "After how long a message that still waits is an alarm", unit: "h",
    .byDefault(defaults.behindAfter), .hours(1...720),
    source: "local choice: a night without the broker is ordinary, a day is not")
  static let behindAtShare = FileKey<Double>(
    .uplink, "behind_at_share",
    "How full the room for waiting messages may be before it is an alarm",
    unit: "fraction", .byDefault(defaults.behindAtShare), .number(0.1...1, unit: nil))
  static let healthPeriod = FileKey<TimeLength>(
    .uplink, "health_period_s", "How often the gateway tells how it is", unit: "s",
    .byDefault(defaults.healthPeriod), .seconds(10...3600))
  static let readings = FileKey<Bool>(
    .uplink, "readings", "Whether every sample is sent as it comes, without a promise",
    .byDefault(defaults.sendsReadings), .onOff)
  static let homeAssistant = FileKey<Bool>(
    .uplink, "home_assistant", "Whether Home Assistant is told of the ward's devices",
    .byDefault(defaults.tellsHomeAssistant), .onOff)
  static let homeAssistantPrefix = FileKey<String>(
    .uplink, "home_assistant_prefix", "The first level of Home Assistant's discovery topics",
    .byDefault(defaults.homeAssistantPrefix), .identifier,
    source: "Home Assistant, MQTT discovery: its default")

  static let all: [KeyDescription] =
    [
      host.description, port.description, tls.description, authority.description,
      certificate.description, key.description, credentials.description,
      systemdCredential.description, keepAlive.description, connectWithin.description,
      acknowledgeWithin.description, sessionExpiry.description, inFlight.description,
      retryFirst.description, retryAtMost.description, backlogPerSecond.description,
      liveWithin.description,
      keptDays.description, keptMegabytes.description, behindAfter.description,
      behindAtShare.description, healthPeriod.description,
      readings.description, homeAssistant.description, homeAssistantPrefix.description,
    ] + RelayKeys.all
}
