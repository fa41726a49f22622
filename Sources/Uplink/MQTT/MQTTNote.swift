/// What the library called back with, kept until its call has returned.
enum MQTTNote {
  /// The broker's answer to the login.
  case greeted(code: UInt8, text: String?, receiveMaximum: Int?)
  case answered(identifier: Int32, code: UInt8, text: String?)
  case heard(MQTTReceived)
  case subscribed(code: UInt8)
  /// The broker's own words before it hung up.
  case farewell(code: UInt8)
}
