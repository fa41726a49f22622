import CMosquitto

extension MQTTConnection {
  /// Reason codes with which a broker hangs up over what a message is.
  private static let overMessages: Set<UInt8> = [0x81, 0x82, 0x90, 0x95, 0x99]

  /// Gives one message to the library, which writes it when the socket is ready.
  func hand(_ message: DestinationMessage, to client: OpaquePointer) throws(UplinkFailure) {
    let result = publish(
      client, topic: settings.topic(message.topicSuffix), body: message.body,
      promise: message.delivery, isRetained: message.isRetained, expiry: message.expirySeconds,
      message: message, contentType: "application/json")
    let refusal: String
    switch result {
    case MosquittoCode.success: return
    case MosquittoCode.oversize, MosquittoCode.payloadSize:
      refusal = "the message of \(message.body.count) bytes is larger than the broker takes"
    case MosquittoCode.invalid, MosquittoCode.malformedText:
      refusal = "`\(message.topicSuffix)` can be no part of a topic"
    case MosquittoCode.promiseNotKept:
      throw UplinkFailure(
        .login, "the broker does not take quality of service 1",
        advice: "turn it on at the broker")
    default: throw ended(client, result, 0)
    }
    link.settle(message.delivery)
    refuse(message.number, message.topicSuffix, refusal)
  }

  /// What is queued is set aside; of what is not, no more is sent for a while.
  private func refuse(_ number: Int64, _ topicSuffix: String?, _ reason: String) {
    if number > 0 { return tell(.refused(number, reason: reason)) }
    if let topicSuffix { leaveOut(topicSuffix) }
  }

  private func publish(
    _ client: OpaquePointer, topic: String, body: [UInt8], promise: DeliveryPromise,
    isRetained: Bool, expiry: UInt32?, message: DestinationMessage?, contentType: String
  ) -> Int32 {
    var properties: OpaquePointer?
    defer { mosquitto_property_free_all(&properties) }
    // A property that cannot be added for want of memory is left out; the message matters more.
    mosquitto_property_add_byte(
      &properties, Int32(MQTT_PROP_PAYLOAD_FORMAT_INDICATOR.rawValue), 1)
    mosquitto_property_add_string(
      &properties, Int32(MQTT_PROP_CONTENT_TYPE.rawValue), contentType)
    if let expiry {
      mosquitto_property_add_int32(
        &properties, Int32(MQTT_PROP_MESSAGE_EXPIRY_INTERVAL.rawValue), expiry)
    }
    var identifier: Int32 = 0
    let result = mosquitto_publish_v5(
      client, &identifier, topic, Int32(clamping: body.count), body, Int32(promise.rawValue),
      isRetained, properties)
    if result == MosquittoCode.success {
      let since = clock.now
      sent[identifier] = Sent(
        number: message?.number, topicSuffix: message?.topicSuffix, promise: promise, since: since)
      if promise == .atLeastOnce { order.add(identifier, since: since) }
    }
    return result
  }

  /// Acts on what the library called back with.
  func settleNotes(_ client: OpaquePointer) throws(UplinkFailure) {
    while !notes.isEmpty {
      let taken = notes
      notes = []
      for note in taken { try settle(note, client) }
    }
  }

  private func settle(_ note: MQTTNote, _ client: OpaquePointer) throws(UplinkFailure) {
    switch note {
    case .greeted(let code, let text, let receiveMaximum):
      guard code == 0 else {
        throw LoginAnswer.failure(
          code: code, text: text, hasUser: settings.uplink.credentials != nil)
      }
      open(client, receiveMaximum: receiveMaximum)
    case .answered(let identifier, let code, let text):
      try settle(identifier, PublishAnswer(code: code, text: text))
    case .heard(let message): hooks.onMessage(message)
    case .subscribed(let code):
      guard code >= 0x80 else { return }
      hooks.onNotice(
        "the broker refuses a subscription with code \(PublishAnswer.hexadecimal(code)); "
          + "allow this user to read what is meant for it")
    case .farewell(let code):
      if Self.overMessages.contains(code) { blame(code) }
      throw LoginAnswer.farewell(code: code)
    }
  }

  /// The broker has let the gateway in.
  private func open(_ client: OpaquePointer, receiveMaximum: Int?) {
    phase = .open
    // The library itself holds back what would exceed the broker's maximum, "online" included.
    let window = max(1, min(windowMost, receiveMaximum ?? windowMost))
    if settings.announcesState {
      let result = publish(
        client, topic: settings.stateTopic, body: Array("online".utf8), promise: .atLeastOnce,
        isRetained: true, expiry: nil, message: nil, contentType: "text/plain")
      if result != MosquittoCode.success {
        hooks.onNotice("`online` cannot be published; the ward's page may call the gateway offline")
      }
    }
    let options = settings.showsRetained ? MosquittoCode.retainAsPublished : 0
    for filter in settings.subscriptions {
      let result = mosquitto_subscribe_v5(client, nil, filter, 1, options, nil)
      if result != MosquittoCode.success { hooks.onNotice("`\(filter)` cannot be subscribed to") }
    }
    link.open(window: window)
    tell(.connected(window: window))
  }

  private func settle(_ identifier: Int32, _ answer: PublishAnswer) throws(UplinkFailure) {
    guard let message = sent.removeValue(forKey: identifier) else { return }
    if message.number != nil { link.settle(message.promise) }
    guard let number = message.number else {
      if answer != .taken {
        lastRefusal = "`online` on \(settings.stateTopic)"
        hooks.onNotice("the broker does not take `online`; allow \(settings.stateTopic)")
      }
      return
    }
    switch answer {
    case .taken:
      lastRefusal = nil
      if number > 0 { tell(.acknowledged(number)) }
    case .refusedForGood(let reason):
      lastRefusal = reason
      refuse(number, message.topicSuffix, reason)
    case .notNow(let reason):
      // On the same connection it may not be sent again: a new one is made, after a while.
      throw UplinkFailure(.publish, reason, advice: "see the broker's log; the gateway tries again")
    }
  }

  /// The broker hung up over a message: the only one it can be, or one to be looked for.
  private func blame(_ code: UInt8) {
    let candidates = sent.values.filter { $0.promise == .atLeastOnce }
    if candidates.count == 1, let message = candidates.first, let number = message.number {
      let reason = LoginAnswer.farewell(code: code).reason
      refuse(number, message.topicSuffix, "the broker hangs up over it: \(reason)")
    } else {
      suspectMessage()
    }
  }
}
