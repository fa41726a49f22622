import WireProtocol

extension DeviceKind {
  public static let binder = DeviceKind(rawValue: 1)
}

/// The wrap that holds the infant on the chest; the cheapest has a buckle switch and no more.
///
/// | tag | bytes | value |
/// |---|---|---|
/// | 0x10 | 1 | clasp: 0 open, 1 closed |
/// | 0x11 | 2 | contact electrode, 1/10000, 0 to 10000 |
/// | 0x12 | 2 | strap tension, 0.01 N |
/// | 0x13 | 2 | tilt, 0.1 degree, signed, -1800 to 1800 |
/// | 0x14 | 2 | motion, 0.1 mg RMS |
/// | 0x15 | 2 | face towards the infant, 0.01 degree C, signed |
/// | 0x16 | 2 | face towards the room, 0.01 degree C, signed |
/// | 0x19 | 2 | battery, mV |
/// | 0x1F | 2 n | faults: tag, reason |
public enum BinderDriver: DeviceDriver {
  public static let kind = DeviceKind.binder
  public static let name = "binder"
  public static let measuredFields: [MeasuredField] = [
    .clasp, .contact, .force, .tilt, .motion, .inner, .outer, .battery,
  ]
}
