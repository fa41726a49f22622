import CareModel

/// What a device does for a dyad; raw values are the words of the file.
public enum DeviceRole: String, Hashable, Sendable, CaseIterable {
  case binder
  case skinProbe = "skin-probe"
  case wardThermometer = "ward-thermometer"
}

/// One sensor board that the ward owns.
public struct DeviceConfiguration: Hashable, Sendable {
  public var name: DeviceIdentifier
  public var kind: DeviceRole
  /// The factory serial number; never 0.
  public var serial: UInt64
  /// 1 to 60 s; nil leaves the board its own.
  public var reportPeriod: TimeLength?

  public init(
    name: DeviceIdentifier, kind: DeviceRole, serial: UInt64, reportPeriod: TimeLength? = nil
  ) {
    self.name = name
    self.kind = kind
    self.serial = serial
    self.reportPeriod = reportPeriod
  }
}
