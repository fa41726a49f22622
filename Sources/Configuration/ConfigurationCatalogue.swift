/// Every key that a configuration file may have, in the order of the documentation.
public enum ConfigurationCatalogue {
  /// The keys of everything but `settings`.
  public static let fileKeys: [KeyDescription] =
    [
      GatewayKeys.version.description,
      GatewayKeys.site.description, GatewayKeys.ward.description, GatewayKeys.hub.description,
      GatewayKeys.zone.description, GatewayKeys.dayStartsAtHour.description,
    ] + PortKeys.all + DeviceKeys.all + DyadKeys.all + [
      GatewayKeys.storePath.description, GatewayKeys.samplesKeptDays.description,
      GatewayKeys.samplesKeptMegabytes.description, GatewayKeys.leastFreeMegabytes.description,
      GatewayKeys.socket.description,
    ] + UplinkKeys.all + StationKeys.all + GpioKeys.all + [GatewayKeys.level.description]

  /// The keys of `settings`: one for each tunable of the care logic.
  public static let settings: [KeyDescription] = GatewayKeys.settings.map { $0.key.description }

  /// The keys that may stand in one map, in the order of the documentation.
  static func keys(in section: FileSection) -> [KeyDescription] {
    (fileKeys + settings).filter { $0.section == section.rawValue }
  }

  /// The names that may stand in one map, those of the maps and lists in it included.
  static func names(in section: FileSection) -> [String] {
    let names = keys(in: section).map(\.key)
    return names + FileSection.allCases.filter { $0.parent == section }.map(\.key)
  }
}
