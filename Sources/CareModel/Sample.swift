/// One reading of one device, with the time at which it was measured.
public struct Sample: Hashable, Sendable {
  public var device: DeviceIdentifier
  public var reading: Reading
  /// Set only for history: when it was measured, on the gateway's timeline. A live sample was measured on arrival.
  public var measuredAt: Instant?

  public init(device: DeviceIdentifier, reading: Reading, measuredAt: Instant? = nil) {
    self.device = device
    self.reading = reading
    self.measuredAt = measuredAt
  }
}
