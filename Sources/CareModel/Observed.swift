/// One field of one sample: a value, or the reason why there is none. Unknown is never normal and never zero.
public enum Observed<Value: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
  /// Measured, in range.
  case value(Value)
  /// The device has the sensor and says, or the value shows, that it cannot be used.
  case invalid(SensorFault)
  /// Measured once, too old to be used now.
  case stale(Value)
  /// The device does not have the sensor, or left the field out of this sample.
  case unsupported

  @inlinable public var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }
}

/// Why a sensor's value cannot be used; the raw value is the code on the wire.
public enum SensorFault: UInt8, Hashable, Codable, Sendable, CaseIterable {
  case unspecified = 0
  case openCircuit = 1
  case shortCircuit = 2
  case outOfRange = 3
  case busFault = 4
  case notSettled = 5
  /// The gateway's own verdict: no infant, binder or ward can have this value.
  case implausible = 255
}
