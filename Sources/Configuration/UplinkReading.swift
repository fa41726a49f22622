import CareModel

extension ConfigurationReader {
  /// The section `uplink`; nil where the file has none, or where problems say what is wrong with it.
  mutating func readUplink(_ file: MappingReader) -> UplinkConfiguration? {
    guard file.has(FileSection.uplink.rawValue), let map = section(.uplink, of: file) else {
      return nil
    }
    let host = map.read(UplinkKeys.host, &problems)
    var uplink = UplinkConfiguration(host: host?.value ?? "")
    set(\.port, &uplink, map, UplinkKeys.port)
    uplink.tls = readTLS(map)
    uplink.credentials = readCredentials(map, isEncrypted: uplink.tls != nil)
    set(\.keepAlive, &uplink, map, UplinkKeys.keepAlive)
    set(\.connectWithin, &uplink, map, UplinkKeys.connectWithin)
    set(\.acknowledgeWithin, &uplink, map, UplinkKeys.acknowledgeWithin)
    set(\.sessionExpiry, &uplink, map, UplinkKeys.sessionExpiry)
    set(\.inFlight, &uplink, map, UplinkKeys.inFlight)
    set(\.retryFirst, &uplink, map, UplinkKeys.retryFirst)
    set(\.retryAtMost, &uplink, map, UplinkKeys.retryAtMost)
    set(\.backlogPerSecond, &uplink, map, UplinkKeys.backlogPerSecond)
    set(\.liveWithin, &uplink, map, UplinkKeys.liveWithin)
    set(\.keptDays, &uplink, map, UplinkKeys.keptDays)
    set(\.keptMegabytes, &uplink, map, UplinkKeys.keptMegabytes)
    set(\.behindAfter, &uplink, map, UplinkKeys.behindAfter)
    set(\.behindAtShare, &uplink, map, UplinkKeys.behindAtShare)
    set(\.healthPeriod, &uplink, map, UplinkKeys.healthPeriod)
    set(\.sendsReadings, &uplink, map, UplinkKeys.readings)
    set(\.tellsHomeAssistant, &uplink, map, UplinkKeys.homeAssistant)
    set(\.homeAssistantPrefix, &uplink, map, UplinkKeys.homeAssistantPrefix)
    uplink.relay = readRelay(map)
    checkRetries(uplink, map)
    if uplink.tls == nil, map.has("tls"), uplink.port == 8883 {
      problems.warning(
        map.keyPosition("port") ?? map.keyPosition("tls") ?? map.position,
        "port 8883 is for TLS, which is off: 1883 is the usual port without")
    }
    return host == nil ? nil : uplink
  }

  private mutating func readTLS(_ map: MappingReader) -> UplinkConfiguration.TLS? {
    let isOn = map.read(UplinkKeys.tls, &problems)
    let authority = map.read(UplinkKeys.authority, &problems)
    let certificate = map.read(UplinkKeys.certificate, &problems)
    let key = map.read(UplinkKeys.key, &problems)
    guard isOn?.value != false else {
      for name in ["tls_ca", "tls_certificate", "tls_key"] {
        guard let place = map.keyPosition(name) else { continue }
        problems.error(place, "`\(name)` is only for `tls: on`: turn it on or remove the key")
      }
      return nil
    }
    for (name, other) in [("tls_certificate", "tls_key"), ("tls_key", "tls_certificate")] {
      guard let place = map.keyPosition(name), map.lacks(other) else { continue }
      problems.error(place, "`\(name)` is of use only with `\(other)`: add it")
    }
    var tls = UplinkConfiguration.TLS(authorityPath: authority.map { fromFolder($0.value) })
    if let certificate, let key {
      tls.client = UplinkConfiguration.ClientCertificate(
        certificatePath: fromFolder(certificate.value), keyPath: fromFolder(key.value))
    }
    return tls
  }

  private mutating func readCredentials(
    _ map: MappingReader, isEncrypted: Bool
  ) -> UplinkConfiguration.Credentials? {
    let file = map.read(UplinkKeys.credentials, &problems)
    let systemd = map.read(UplinkKeys.systemdCredential, &problems)
    guard let place = map.keyPosition("credentials") ?? map.keyPosition("systemd_credential") else {
      return nil
    }
    if map.has("credentials"), let second = map.keyPosition("systemd_credential") {
      problems.error(
        second, "`systemd_credential` is in place of `credentials`: remove one of the two")
    }
    if !isEncrypted {
      problems.warning(
        place, "without TLS the password can be read by anyone on the network: use `tls: on`")
    }
    return file.map { .file(path: fromFolder($0.value)) }
      ?? systemd.map { .systemd(name: $0.value) }
  }

  private mutating func checkRetries(_ uplink: UplinkConfiguration, _ map: MappingReader) {
    guard uplink.retryFirst > uplink.retryAtMost else { return }
    problems.error(
      map.lastPosition(of: "retry_first_s", "retry_at_most_s"),
      "`retry_first_s` must be at most `retry_at_most_s`")
  }
}
