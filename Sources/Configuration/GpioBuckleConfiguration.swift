import CareModel

/// A binder without electronics: the switch in its buckle.
public struct GpioBuckleConfiguration: Hashable, Sendable {
  /// The binder's name, as dyads have it; in no other device.
  public var device: DeviceIdentifier
  /// Active while the buckle is closed.
  public var line: GpioLineConfiguration
  /// 1 to 5000 ms.
  public var debounce = TimeLength.seconds(0.2)
  /// 1 to 60 s.
  public var reportPeriod = TimeLength.seconds(10)

  public init(device: DeviceIdentifier, line: GpioLineConfiguration) {
    self.device = device
    self.line = line
  }
}
