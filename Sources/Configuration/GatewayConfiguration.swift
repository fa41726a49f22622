import CareModel

/// A checked configuration file: everything that the gateway is told before it starts.
public struct GatewayConfiguration: Hashable, Sendable {
  public var site: SiteConfiguration
  /// The facility's local days, from the zone's offsets of 2000 to 2060.
  public var calendar: FacilityCalendar
  /// At least one where there is no buckle switch; names and paths are unique.
  public var ports: [PortConfiguration]
  /// The boards: at least one where there is no buckle switch; names and serials are unique.
  public var devices: [DeviceConfiguration]
  /// Who is in which bed at the start; every device named is in `devices` with the right kind.
  public var dyads: [Assignment]
  public var settings: CareSettings
  public var store: StoreConfiguration
  public var control: ControlConfiguration
  /// Nil: nothing leaves the gateway.
  public var uplink: UplinkConfiguration?
  /// Nil: no page is served.
  public var station: StationConfiguration?
  /// Nil: no line of a chip is touched.
  public var gpio: GpioConfiguration?
  public var log: LogConfiguration
  /// What is doubtful but usable, for the log; never an error.
  public var warnings: [ConfigurationProblem]

  public init(
    site: SiteConfiguration, calendar: FacilityCalendar, ports: [PortConfiguration],
    devices: [DeviceConfiguration], dyads: [Assignment], settings: CareSettings = CareSettings(),
    store: StoreConfiguration, control: ControlConfiguration,
    uplink: UplinkConfiguration? = nil, station: StationConfiguration? = nil,
    gpio: GpioConfiguration? = nil, log: LogConfiguration,
    warnings: [ConfigurationProblem] = []
  ) {
    self.site = site
    self.calendar = calendar
    self.ports = ports
    self.devices = devices
    self.dyads = dyads
    self.settings = settings
    self.store = store
    self.control = control
    self.uplink = uplink
    self.station = station
    self.gpio = gpio
    self.log = log
    self.warnings = warnings
  }
}

extension GatewayConfiguration {
  /// What may watch a dyad, by name: boards, and the switches of buckles.
  public var devicesByName: [DeviceIdentifier: DeviceRole] {
    let boards = devices.map { ($0.name, $0.kind) }
    let buckles = (gpio?.buckles ?? []).map { ($0.device, DeviceRole.binder) }
    return Dictionary(boards + buckles) { first, _ in first }
  }
}
