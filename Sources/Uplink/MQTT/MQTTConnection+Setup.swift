import CMosquitto
import Configuration
import Glibc

extension MQTTConnection {
  /// What a message to the gateway may be long, in bytes; an acknowledgement is far shorter.
  private static let packetBytesMost: UInt32 = 262_144
  /// Where Debian keeps the authorities that the system trusts.
  private static let systemAuthorities = "/etc/ssl/certs"

  var keepAliveSeconds: Int32 { Int32(clamping: settings.uplink.keepAlive.milliseconds / 1000) }

  /// A handle with everything set but the connection; the caller destroys it.
  func makeClient() throws(UplinkFailure) -> OpaquePointer {
    let credentials = try settings.uplink.credentials.map { source throws(UplinkFailure) in
      try Credentials.read(source)
    }
    guard link.bell >= 0, MosquittoLibrary.isReady,
      let client = mosquitto_new(
        settings.clientIdentifier, !settings.continuesSession,
        Unmanaged.passUnretained(self).toOpaque())
    else { throw outOfMeans() }
    do throws(UplinkFailure) {
      try set(client, credentials)
      return client
    } catch {
      mosquitto_destroy(client)
      throw error
    }
  }

  private func set(_ client: OpaquePointer, _ credentials: Credentials?) throws(UplinkFailure) {
    setCallbacks(client)
    // The loop is this thread's: nothing is written before the loop says so.
    try check(mosquitto_threaded_set(client, true))
    try check(mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5))
    try check(mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1))
    // One more than the window, for "online".
    try check(mosquitto_int_option(client, MOSQ_OPT_SEND_MAXIMUM, Int32(windowMost + 1)))
    if let credentials {
      try check(mosquitto_username_pw_set(client, credentials.user, credentials.password))
    }
    if let tls = settings.uplink.tls { try setTLS(client, tls) }
    if settings.announcesState {
      let offline = Array("offline".utf8)
      try check(
        mosquitto_will_set_v5(
          client, settings.stateTopic, Int32(offline.count), offline, 1, true, nil))
    }
    try setConnectProperties(client)
  }

  private func setTLS(
    _ client: OpaquePointer, _ tls: UplinkConfiguration.TLS
  ) throws(UplinkFailure) {
    let files = [("tls_ca", tls.authorityPath), ("tls_certificate", tls.client?.certificatePath)]
    for case (let key, let path?) in files where access(path, R_OK) != 0 {
      throw UplinkFailure(
        .tls, "the file of `\(key)`, \(path), cannot be read: \(SystemError.text(errno))",
        advice: "correct its name or its mode")
    }
    if let path = tls.client?.keyPath { _ = try Credentials.secret(path) }
    let result = mosquitto_tls_set(
      client, tls.authorityPath, tls.authorityPath == nil ? Self.systemAuthorities : nil,
      tls.client?.certificatePath, tls.client?.keyPath,
      // Without it OpenSSL would ask for a key's password on the terminal, and wait.
      { _, _, _, _ in 0 })
    try check(result)
  }

  /// The library sets properties for connections that block only, and keeps them for the next.
  ///
  /// A port that cannot be makes it stop after it has kept them; a test sees that they are sent.
  private func setConnectProperties(_ client: OpaquePointer) throws(UplinkFailure) {
    var properties: OpaquePointer?
    defer { mosquitto_property_free_all(&properties) }
    let expiry =
      settings.continuesSession ? settings.uplink.sessionExpiry.milliseconds / 1000 : 0
    try check(
      mosquitto_property_add_int32(
        &properties, Int32(MQTT_PROP_SESSION_EXPIRY_INTERVAL.rawValue), UInt32(clamping: expiry)))
    try check(
      mosquitto_property_add_int32(
        &properties, Int32(MQTT_PROP_MAXIMUM_PACKET_SIZE.rawValue), Self.packetBytesMost))
    let result = mosquitto_connect_bind_v5(client, "", -1, keepAliveSeconds, nil, properties)
    guard result == MosquittoCode.invalid else { throw outOfMeans() }
  }

  private func check(_ result: Int32) throws(UplinkFailure) {
    guard result != MosquittoCode.success else { return }
    throw UplinkFailure(
      .connection,
      "the connection cannot be set up: \(String(cString: mosquitto_strerror(result)))",
      advice: "see docs/CONFIGURATION.md, `uplink`")
  }

  private func outOfMeans() -> UplinkFailure {
    UplinkFailure(
      .connection, "the system has no memory or no descriptor left for a connection",
      advice: "nothing: the gateway tries again")
  }
}
