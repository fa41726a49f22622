import CMosquitto

/// The library's results that are told apart, as the integers that its calls return.
enum MosquittoCode {
  static let success = Int32(MOSQ_ERR_SUCCESS.rawValue)
  static let invalid = Int32(MOSQ_ERR_INVAL.rawValue)
  static let resolver = Int32(MOSQ_ERR_EAI.rawValue)
  static let tls = Int32(MOSQ_ERR_TLS.rawValue)
  static let system = Int32(MOSQ_ERR_ERRNO.rawValue)
  static let lost = Int32(MOSQ_ERR_CONN_LOST.rawValue)
  static let silent = Int32(MOSQ_ERR_KEEPALIVE.rawValue)
  static let oversize = Int32(MOSQ_ERR_OVERSIZE_PACKET.rawValue)
  static let payloadSize = Int32(MOSQ_ERR_PAYLOAD_SIZE.rawValue)
  static let malformedText = Int32(MOSQ_ERR_MALFORMED_UTF8.rawValue)
  static let promiseNotKept = Int32(MOSQ_ERR_QOS_NOT_SUPPORTED.rawValue)
  static let protocolBroken = Int32(MOSQ_ERR_PROTOCOL.rawValue)
  static let malformedPacket = Int32(MOSQ_ERR_MALFORMED_PACKET.rawValue)

  static let retainAsPublished = Int32(MQTT_SUB_OPT_RETAIN_AS_PUBLISHED.rawValue)

  /// `SSL_WRITING` of OpenSSL's ssl.h.
  static let sslWriting: Int32 = 2
}
