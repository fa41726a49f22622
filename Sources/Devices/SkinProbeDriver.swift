import WireProtocol

extension DeviceKind {
  public static let skinProbe = DeviceKind(rawValue: 2)
}

/// The temperature probe on the infant's chest.
///
/// | tag | bytes | value |
/// |---|---|---|
/// | 0x17 | 2 | skin temperature, 0.01 degree C, signed |
/// | 0x19 | 2 | battery, mV |
/// | 0x1F | 2 n | faults: tag, reason |
public enum SkinProbeDriver: DeviceDriver {
  public static let kind = DeviceKind.skinProbe
  public static let name = "skin-probe"
  public static let measuredFields: [MeasuredField] = [
    .temperature(.temperature, \.temperature, plausible: plausibleDegrees), .battery,
  ]

  /// 5 to 45 degrees Celsius.
  ///
  /// Local choice, because a fallen probe may read a cold room and is evidence, while above 45
  /// there is no skin alive and below 5 no ward.
  private static let plausibleDegrees = 5.0...45.0
}
