/// What a broker's answer to a message means for it.
enum PublishAnswer: Hashable, Sendable {
  case taken
  /// However often it is sent, the broker will not take it.
  case refusedForGood(String)
  /// Another time it may.
  case notNow(String)

  /// The reason codes of PUBACK, MQTT 5 section 3.4.2.1; `text` is the broker's own, if it gave one.
  init(code: UInt8, text: String?) {
    let said = text.map { " (the broker says: \($0))" } ?? ""
    switch code {
    case 0..<0x80: self = .taken
    case 0x87:
      self = .refusedForGood("the broker does not let this user publish on the topic" + said)
    case 0x90: self = .refusedForGood("the broker does not take the topic's name" + said)
    case 0x95: self = .refusedForGood("the message is larger than the broker takes" + said)
    case 0x99: self = .refusedForGood("the broker takes the body for malformed" + said)
    case 0x97: self = .notNow("the broker's quota is used up" + said)
    case 0x80: self = .notNow("the broker could not take a message and does not say why" + said)
    case 0x83: self = .notNow("the broker could not take a message for reasons of its own" + said)
    default: self = .notNow("the broker answered with code \(Self.hexadecimal(code))" + said)
    }
  }

  static func hexadecimal(_ code: UInt8) -> String {
    "0x" + String(code, radix: 16, uppercase: true)
  }
}
