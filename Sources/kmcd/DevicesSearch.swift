import Configuration
import GatewayCore
import GatewayRuntime
import Presentation
import SerialIO
import WireProtocol

/// Puts together what the system, the configuration, the gateway and the lines themselves say.
struct DevicesSearch {
  /// Nil where there is none: then every board is unknown.
  var configuration: GatewayConfiguration?
  /// What the running gateway knows; nil where none answers.
  var gateway: StatusReport?
  /// Bits a second on ports that are not in the configuration.
  var baud: Int
  var seconds: Double

  func listing() -> DeviceListing {
    var ports = found() + absent()
    let silent = ports.indices.filter { ports[$0].state == .heard }
    let lines = silent.map { line(ports[$0]) }
    let results = DevicesListening.hear(lines, forSeconds: silent.isEmpty ? 0 : seconds)
    for (index, result) in zip(silent, results) { take(result, into: &ports[index]) }
    let heard = Set(ports.flatMap(\.boards).compactMap(\.device))
    let missing = (configuration?.devices ?? []).map(\.name.name).filter { !heard.contains($0) }
    return DeviceListing(ports: ports, gatewayAnswers: gateway != nil, devicesNotHeard: missing)
  }

  /// The ports that are there: those of the system, and what else the configuration names.
  private func found() -> [DeviceListing.Port] {
    let system = SerialPorts.list()
    let known = Set(system.map(\.path))
    var ports = system.map(described)
    for port in configuration?.ports ?? [] {
      guard let device = DevicesPort.device(of: port.path), !known.contains(device) else {
        continue
      }
      var found = DeviceListing.Port(path: port.path, state: .heard)
      found.device = device
      found.driver = DevicesPort(device: device).driver
      ports.append(found)
    }
    return ports.map(placed)
  }

  private func described(_ system: SerialPortDescription) -> DeviceListing.Port {
    var port = DeviceListing.Port(path: system.steadyPaths.first ?? system.path, state: .heard)
    port.device = system.path
    port.steadyPaths = system.steadyPaths
    port.text = system.text
    port.driver = DevicesPort(device: system.path).driver
    if let vendor = system.usbVendor, let product = system.usbProduct {
      port.usb = Self.hexadecimal(vendor) + ":" + Self.hexadecimal(product)
    }
    port.usbSerial = system.usbSerialNumber
    return port
  }

  /// Gives the port its name in the configuration, and says who may listen.
  private func placed(_ port: DeviceListing.Port) -> DeviceListing.Port {
    guard let device = port.device else { return port }
    var port = port
    let configured = configuration?.ports.first { DevicesPort.device(of: $0.path) == device }
    if let configured {
      port.path = configured.path
      port.name = configured.name.name
      if let link = gateway?.links.first(where: { $0.port == configured.name }), link.isOpen {
        take(link, into: &port)
        return port
      }
    } else if DevicesPort(device: device).isConsole {
      port.state = .console
      port.advice =
        "the system's console; take `console=` out of the kernel's command line "
        + "to use it for boards"
    }
    return port
  }

  /// The ports of the configuration that lead nowhere now.
  private func absent() -> [DeviceListing.Port] {
    (configuration?.ports ?? []).filter { DevicesPort.device(of: $0.path) == nil }.map { port in
      var absent = DeviceListing.Port(path: port.path, state: .absent)
      absent.name = port.name.name
      absent.advice =
        "in the configuration and not there; plug it in, or give `\(port.name)` one of the paths "
        + "that this list shows"
      return absent
    }
  }

  private func line(_ port: DeviceListing.Port) -> DevicesListening.Line {
    let configured = configuration?.ports.first { $0.name.name == port.name }
    let path = port.device ?? port.path
    var line = DevicesListening.Line(
      settings: SerialSettings(path: path, baud: configured?.baud ?? baud))
    if case .polled(let addresses, _) = configured?.traffic { line.addresses = addresses }
    return line
  }

  private func take(_ result: DevicesListening.Result, into port: inout DeviceListing.Port) {
    port.bytes = Int(clamping: result.boards.counters.bytes)
    port.frames = Int(clamping: result.boards.counters.frames)
    port.rejected = Int(clamping: result.boards.counters.rejected)
    port.boards = result.boards.listed(configuration?.devices ?? [])
    guard let error = result.error else { return }
    switch error.reason {
    case .permissionDenied:
      port.state = .denied
      port.advice = DevicesPort(device: port.device ?? port.path).permissionAdvice(usb: port.usb)
    case .busy:
      port.state = .busy
      port.advice =
        gateway == nil
        ? "held by another program, such as a gateway that does not answer here; "
          + "`sudo fuser -v \(port.device ?? port.path)` names it"
        : error.description
    case .noSuchPort, .vanished:
      port.state = .absent
      port.advice = error.description
    default:
      port.state = .failed
      port.advice = error.description
    }
  }

  private func take(_ link: LinkView, into port: inout DeviceListing.Port) {
    port.state = .inGateway
    port.bytes = Int(clamping: link.counters.bytes)
    port.frames = Int(clamping: link.counters.frames)
    port.rejected = Int(clamping: link.counters.rejected)
    port.boards = link.boards.map { board in
      let device = configuration?.devices.first { $0.serial == board.serial.number }
      var listed = DeviceListing.Board(
        serial: board.serial.description, kind: device?.kind.rawValue ?? "unknown",
        frames: board.counters.frames)
      listed.device = board.device?.name
      listed.firmware = board.identity?.firmwareVersion
      listed.periodSeconds = board.identity?.reportPeriod?.seconds
      return listed
    }
  }

  private static func hexadecimal(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
