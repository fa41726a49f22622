import CareModel
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
    .temperature(.temperature, \.temperature, plausible: Plausibility.skinDegrees), .battery,
  ]
}
