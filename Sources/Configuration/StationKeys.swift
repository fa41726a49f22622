import CareModel

/// The keys of `station`; their defaults are those of `StationConfiguration`.
enum StationKeys {
  private static let defaults = StationConfiguration()
  private static let tlsDefaults = StationConfiguration.TLS(certificatePath: "", keyPath: "")

  static let address = FileKey<String>(
    .station, "address", "The address on which the page and its interface are served",
    .byDefault(defaults.address), .host,
    source: "local choice: this machine alone; any other needs `tokens` or `tls_client_ca`")
  static let port = FileKey<Int>(
    .station, "port", "The TCP port", .byDefault(defaults.port), .integer(1...65_535),
    source: "local choice among those that IANA has not assigned")
  static let tokens = FileKey<String>(
    .station, "tokens",
    "A file of mode 0600 with a line `NAME ROLE HASH` for each token; `kmcd station token` makes one",
    .optional("nobody is asked for a token"), .filePath, source: "secrets stay out of this file")
  static let certificate = FileKey<String>(
    .station, "tls_certificate", "The server's certificate, with its chain",
    .optional("the connection is not encrypted"), .filePath)
  static let key = FileKey<String>(
    .station, "tls_key",
    "The private key of `tls_certificate`, of mode 0600 and without a password",
    .optional("the connection is not encrypted"), .filePath)
  static let clientAuthority = FileKey<String>(
    .station, "tls_client_ca",
    "The authority whose certificate everybody who connects has to show (mutual TLS)",
    .optional("no certificate is asked for"), .filePath)
  static let clientRole = FileKey<StationConfiguration.Role>(
    .station, "tls_client_role", "What such a certificate allows where there are no `tokens`",
    .byDefault(tlsDefaults.clientRole), .word)

  static let streamsAtMost = FileKey<Int>(
    .station, "streams_at_most", "How many pages may be open at a time", unit: "pages",
    .byDefault(defaults.streamsAtMost), .integer(1...1000, unit: "pages"))
  static let connectionsAtMost = FileKey<Int>(
    .station, "connections_at_most", "How many connections may be open at a time",
    unit: "connections", .byDefault(defaults.connectionsAtMost),
    .integer(2...10_000, unit: "connections"))
  static let actsPerMinute = FileKey<Int>(
    .station, "acts_per_min", "How often one address, or one token, may act", unit: "acts/min",
    .byDefault(defaults.actsPerMinute), .integer(1...10_000, unit: "acts/min"),
    source: "local choice: a nurse who answers every alarm of a full ward at once is let through")
  static let loginsPerMinute = FileKey<Int>(
    .station, "logins_per_min", "How often one address may try a token", unit: "attempts/min",
    .byDefault(defaults.loginsPerMinute), .integer(1...1000, unit: "attempts/min"))
  static let bodyBytesAtMost = FileKey<Int>(
    .station, "body_bytes_at_most", "How long the body of a request may be", unit: "bytes",
    .byDefault(defaults.bodyBytesAtMost), .integer(256...1_000_000, unit: "bytes"))
  static let idleAfter = FileKey<TimeLength>(
    .station, "idle_s", "After how long a connection that asks for nothing is closed", unit: "s",
    .byDefault(defaults.idleAfter), .seconds(5...600))
  static let slowAfter = FileKey<TimeLength>(
    .station, "slow_after_s", "After how long a page that does not take what is sent is dropped",
    unit: "s", .byDefault(defaults.slowAfter), .seconds(2...600))
  static let loginLasts = FileKey<TimeLength>(
    .station, "login_lasts_h", "How long a browser stays logged in", unit: "h",
    .byDefault(defaults.loginLasts), .hours(1...8760),
    source: "local choice: a screen at a station is not logged in again each shift")

  static let all: [KeyDescription] = [
    address.description, port.description, tokens.description, certificate.description,
    key.description, clientAuthority.description, clientRole.description,
    streamsAtMost.description, connectionsAtMost.description, actsPerMinute.description,
    loginsPerMinute.description, bodyBytesAtMost.description, idleAfter.description,
    slowAfter.description, loginLasts.description,
  ]
}
