import CareModel

/// One button at a bed, or at the hub.
public struct GpioButtonConfiguration: Hashable, Sendable {
  /// Who answered, as alarms tell it.
  public var name: String
  public var line: GpioLineConfiguration
  /// Nil: everything at this hub.
  public var bed: String?
  /// 1 to 1000 ms.
  public var debounce = TimeLength.seconds(0.05)
  /// 0.5 to 10 s.
  public var longPress = TimeLength.seconds(2)

  public init(name: String, line: GpioLineConfiguration, bed: String? = nil) {
    self.name = name
    self.line = line
    self.bed = bed
  }
}
