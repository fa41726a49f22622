import WireProtocol

/// Every kind of board that this gateway can read.
public enum DeviceCatalogue {
  public static let drivers: [any DeviceDriver.Type] = [
    BinderDriver.self,
    SkinProbeDriver.self,
    WardThermometerDriver.self,
  ]

  /// The driver of a kind; nil for a kind that this gateway does not know.
  public static func driver(for kind: DeviceKind) -> (any DeviceDriver.Type)? {
    drivers.first { $0.kind == kind }
  }

  /// The driver with this name; nil for a name that this gateway does not know.
  public static func driver(named name: String) -> (any DeviceDriver.Type)? {
    drivers.first { $0.name == name }
  }
}
