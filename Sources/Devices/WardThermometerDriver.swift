import CareModel
import WireProtocol

extension DeviceKind {
  public static let wardThermometer = DeviceKind(rawValue: 3)
}

/// The thermometer of a room, with or without humidity.
///
/// | tag | bytes | value |
/// |---|---|---|
/// | 0x17 | 2 | air temperature, 0.01 degree C, signed |
/// | 0x18 | 2 | relative humidity, 0.01 %, 0 to 10000 |
/// | 0x19 | 2 | battery, mV |
/// | 0x1F | 2 n | faults: tag, reason |
public enum WardThermometerDriver: DeviceDriver {
  public static let kind = DeviceKind.wardThermometer
  public static let name = "ward-thermometer"
  public static let measuredFields: [MeasuredField] = [
    .temperature(.temperature, \.temperature, plausible: Plausibility.airDegrees), .humidity,
    .battery,
  ]
}
