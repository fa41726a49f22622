import CareModel
import Configuration
import SimulatedWard

extension GatewayConfiguration {
  /// What a technician would have written for a simulated ward.
  init(_ script: WardScript, calendar: FacilityCalendar, folder: DemoFolder) {
    let devices = script.beds.flatMap { bed in
      bed.boards.map { board in
        DeviceConfiguration(
          name: board.device, kind: DeviceRole(board.role), serial: board.serialNumber)
      }
    }
    self.init(
      site: SiteConfiguration(site: "demo", ward: "simulated", hub: "demo"), calendar: calendar,
      ports: script.ports.map { port in
        PortConfiguration(
          name: port.port, path: folder.file(port.port.name), baud: 115_200,
          traffic: Self.traffic(port, script))
      }, devices: devices, dyads: script.assignments,
      store: StoreConfiguration(
        path: folder.file("kmcd.sqlite"), samplesKeptDays: 30, samplesKeptMegabytes: 512,
        leastFreeMegabytes: 0),
      control: ControlConfiguration(socket: folder.file("kmcd.sock")),
      log: LogConfiguration(level: .warning))
  }

  /// Boards with addresses share a line and are polled; one without streams.
  private static func traffic(
    _ port: PortScript, _ script: WardScript
  ) -> PortConfiguration.Traffic {
    let addresses = port.members.compactMap { script.beds[$0.bed].board($0.role)?.address }
    guard addresses.allSatisfy({ $0 != 0 }) else { return .streaming }
    return .polled(addresses: addresses, period: .seconds(5))
  }
}

extension DeviceRole {
  fileprivate init(_ role: BoardRole) {
    switch role {
    case .binder: self = .binder
    case .probe: self = .skinProbe
    case .room: self = .wardThermometer
    }
  }
}
