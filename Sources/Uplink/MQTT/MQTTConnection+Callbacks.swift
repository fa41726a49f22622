import CMosquitto
import Glibc

/// The object whose address the library was given; it outlives the library's handle.
private func connection(_ userdata: UnsafeMutableRawPointer?) -> MQTTConnection? {
  userdata.map { Unmanaged<MQTTConnection>.fromOpaque($0).takeUnretainedValue() }
}

extension MQTTConnection {
  private static let logLinesMost = 8

  func setCallbacks(_ client: OpaquePointer) {
    mosquitto_connect_v5_callback_set(client) { _, userdata, code, _, properties in
      connection(userdata)?.notes.append(
        .greeted(
          code: UInt8(truncatingIfNeeded: code), text: MQTTConnection.reason(properties),
          receiveMaximum: MQTTConnection.receiveMaximum(properties)))
    }
    mosquitto_publish_v5_callback_set(client) { _, userdata, identifier, code, properties in
      connection(userdata)?.notes.append(
        .answered(
          identifier: identifier, code: UInt8(truncatingIfNeeded: code),
          text: MQTTConnection.reason(properties)))
    }
    mosquitto_message_v5_callback_set(client) { _, userdata, message, _ in
      guard let message = message?.pointee, let topic = message.topic else { return }
      let body = UnsafeRawBufferPointer(
        start: message.payload, count: message.payload == nil ? 0 : Int(message.payloadlen))
      connection(userdata)?.notes.append(
        .heard(
          MQTTReceived(
            topic: String(cString: topic), body: [UInt8](body), isRetained: message.retain)))
    }
    mosquitto_subscribe_v5_callback_set(client) { _, userdata, _, count, granted, _ in
      for index in 0..<Int(count) {
        let code = UInt8(truncatingIfNeeded: granted?[index] ?? 0)
        connection(userdata)?.notes.append(.subscribed(code: code))
      }
    }
    mosquitto_disconnect_v5_callback_set(client) { _, userdata, code, _ in
      // Below are the library's own results, which its calls return as well.
      guard code >= 0x80 else { return }
      connection(userdata)?.notes.append(.farewell(code: UInt8(truncatingIfNeeded: code)))
    }
    mosquitto_log_callback_set(client) { _, userdata, level, text in
      guard level & (MOSQ_LOG_ERR | MOSQ_LOG_WARNING) != 0, let text else { return }
      connection(userdata)?.note(log: String(cString: text))
    }
  }

  private func note(log line: String) {
    log.append(line)
    if log.count > Self.logLinesMost { log.removeFirst() }
  }

  /// The broker's reason in its own words, made fit for one line of a log.
  private static func reason(_ properties: OpaquePointer?) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    mosquitto_property_read_string(
      properties, Int32(MQTT_PROP_REASON_STRING.rawValue), &text, false)
    guard let text else { return nil }
    defer { free(text) }
    let scalars = String(cString: text).unicodeScalars.filter { $0.properties.isPrintable }
    let short = String(String.UnicodeScalarView(scalars.prefix(200)))
    return short.isEmpty ? nil : short
  }

  private static func receiveMaximum(_ properties: OpaquePointer?) -> Int? {
    var value: UInt16 = 0
    let found = mosquitto_property_read_int16(
      properties, Int32(MQTT_PROP_RECEIVE_MAXIMUM.rawValue), &value, false)
    return found == nil ? nil : Int(value)
  }
}

extension Unicode.Scalar.Properties {
  /// What cannot move a terminal's cursor or forge a second line.
  fileprivate var isPrintable: Bool {
    switch generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}
