import CareModel

extension ConfigurationReader {
  /// The section `station`; nil where the file has none, or where problems say what is wrong with it.
  mutating func readStation(_ file: MappingReader) -> StationConfiguration? {
    guard file.has(FileSection.station.rawValue), let map = section(.station, of: file) else {
      return nil
    }
    var station = StationConfiguration()
    set(\.address, &station, map, StationKeys.address)
    set(\.port, &station, map, StationKeys.port)
    station.tokensPath = map.read(StationKeys.tokens, &problems).map { fromFolder($0.value) }
    station.tls = readServerTLS(map)
    set(\.streamsAtMost, &station, map, StationKeys.streamsAtMost)
    set(\.connectionsAtMost, &station, map, StationKeys.connectionsAtMost)
    set(\.actsPerMinute, &station, map, StationKeys.actsPerMinute)
    set(\.loginsPerMinute, &station, map, StationKeys.loginsPerMinute)
    set(\.bodyBytesAtMost, &station, map, StationKeys.bodyBytesAtMost)
    set(\.idleAfter, &station, map, StationKeys.idleAfter)
    set(\.slowAfter, &station, map, StationKeys.slowAfter)
    set(\.loginLasts, &station, map, StationKeys.loginLasts)
    checkReach(station, map)
    if station.connectionsAtMost <= station.streamsAtMost {
      problems.error(
        map.lastPosition(of: "connections_at_most", "streams_at_most"),
        "`connections_at_most` must be more than `streams_at_most`")
    }
    return station
  }

  private mutating func readServerTLS(_ map: MappingReader) -> StationConfiguration.TLS? {
    let certificate = map.read(StationKeys.certificate, &problems)
    let key = map.read(StationKeys.key, &problems)
    let authority = map.read(StationKeys.clientAuthority, &problems)
    let role = map.read(StationKeys.clientRole, &problems)
    for (name, other) in [
      ("tls_certificate", "tls_key"), ("tls_key", "tls_certificate"),
      ("tls_client_ca", "tls_certificate"), ("tls_client_role", "tls_client_ca"),
    ] {
      guard let place = map.keyPosition(name), map.lacks(other) else { continue }
      problems.error(place, "`\(name)` is of use only with `\(other)`: add it")
    }
    guard let certificate, let key else { return nil }
    var tls = StationConfiguration.TLS(
      certificatePath: fromFolder(certificate.value), keyPath: fromFolder(key.value))
    tls.clientAuthorityPath = authority.map { fromFolder($0.value) }
    if let role { tls.clientRole = role.value }
    return tls
  }

  /// Beyond this machine somebody has to prove who he is, and better not in the clear.
  private mutating func checkReach(_ station: StationConfiguration, _ map: MappingReader) {
    guard !station.isLoopback, let place = map.keyPosition("address") else { return }
    // A key that is there but wrong has its own problem.
    if station.isUnguarded, map.lacks("tokens"), map.lacks("tls_client_ca") {
      problems.error(
        place,
        "`address`: \(station.address) can be reached from other machines: "
          + "add `tokens` or `tls_client_ca`, or listen on 127.0.0.1")
    } else if station.tokensPath != nil, station.tls == nil, map.lacks("tls_certificate") {
      problems.warning(
        place, "without TLS a token can be read by anyone on the network: add `tls_certificate`")
    }
  }
}
