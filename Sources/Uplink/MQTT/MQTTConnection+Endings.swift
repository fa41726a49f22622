import CMosquitto
import Glibc

/// Why a connection ended, by how far it had come.
extension MQTTConnection {
  /// What a result of the library means; `code` is errno's.
  func ended(_ client: OpaquePointer, _ result: Int32, _ code: Int32) -> UplinkFailure {
    switch phase {
    case .tcp:
      return RouteFault.route(code, host: settings.uplink.host, port: settings.uplink.port)
    case .tls: return tlsFailure(client)
    case .login:
      // With TLS 1.3 a broker says only after the handshake that it wants a certificate.
      if settings.uplink.tls != nil,
        let fault = TLSFault.failure(verification: 0, lines: log, host: settings.uplink.host)
      {
        return fault
      }
      if result == MosquittoCode.malformedPacket || result == MosquittoCode.protocolBroken {
        return UplinkFailure(
          .login, "what answers there does not speak MQTT 5",
          advice: "correct `port`, or bring the broker up to date")
      }
      return hungUp()
    case .open:
      if result == MosquittoCode.silent {
        return UplinkFailure(
          .connection, "the broker fell silent for \(2 * Int(keepAliveSeconds)) s",
          advice: "see to the network and to the broker; the gateway tries again")
      }
      if let lastRefusal {
        return UplinkFailure(
          .publish, "the broker refused something and hung up: \(lastRefusal)",
          advice: "allow this user to publish on \(settings.topicPrefix)/#")
      }
      let cause = code == 0 ? "" : ": \(SystemError.text(code))"
      return UplinkFailure(
        .connection, "the connection was lost\(cause)", advice: "nothing: the gateway tries again")
    }
  }

  func tlsFailure(_ client: OpaquePointer) -> UplinkFailure {
    let ssl = mosquitto_ssl_get(client)
    let verification = ssl == nil ? 0 : SSL_get_verify_result(ssl)
    return TLSFault.failure(verification: verification, lines: log, host: settings.uplink.host)
      ?? hungUp()
  }

  /// A certificate was refused, and what OpenSSL noted of it is gone with the attempt.
  func lacksReason(_ client: OpaquePointer) -> Bool {
    mosquitto_ssl_get(client) == nil && log.contains { $0.contains("certificate verify failed") }
      && !log.contains { $0.contains("host name verification failed") }
  }

  /// The other side closed the connection before anything was settled.
  func hungUp() -> UplinkFailure {
    if phase == .tls {
      return UplinkFailure(
        .tls, "the broker hung up while the connection was being encrypted",
        advice: "if its port \(settings.uplink.port) is one without TLS, correct `port`")
    }
    let advice =
      settings.uplink.tls == nil
      ? "if its port \(settings.uplink.port) is one with TLS, write `tls: on`; "
        + "see the broker's log" : "see the broker's log"
    return UplinkFailure(.login, "the broker hung up during the login", advice: advice)
  }

  /// Nothing came within the time that a connection may take.
  func silence() -> UplinkFailure {
    let seconds = settings.uplink.connectWithin.inSeconds
    switch phase {
    case .tcp: return RouteFault.silence(host: settings.uplink.host, port: settings.uplink.port)
    case .tls:
      return UplinkFailure(
        .tls, "the connection was accepted, but nothing was said about encryption for \(seconds) s",
        advice: "correct `port`: this one is of another service, or one without TLS")
    case .login, .open:
      return UplinkFailure(
        .login, "the connection was accepted, but no broker answered for \(seconds) s",
        advice: "see to the broker; if `port` is one with TLS, write `tls: on`")
    }
  }

  func unacknowledged() -> UplinkFailure {
    UplinkFailure(
      .acknowledgement,
      "a message was not acknowledged within \(settings.uplink.acknowledgeWithin.inSeconds) s",
      advice: "see to the broker; the gateway connects anew and sends it again")
  }
}
