import CareModel
import Devices
import GatewayCore
import Messages
import SimulatedWard
import TestSupport
import Testing
import WireProtocol

/// What a simulated ward really gives, from its boards' bytes on, against the schemas.
struct SimulatedDayTests {
  private static let start = WallTime(milliseconds: 1_767_225_600_000)

  @Test func everyMessageOfAWardIsValid() throws {
    let script = WardScript.demo(beds: 2, seed: 1)
    var ward = SimulatedWard(script: script)
    var core = Self.core(script)
    var schemas: [String: JSONSchema] = [:]
    var seen: [String: Int] = [:]
    var sequence: Int64 = 0
    func check(_ message: Message?) throws {
      guard let message else { return }
      let body = try JSONValue(message.body)
      let name = String((body["schema"]?.string ?? "").split(separator: "/")[1])
      let schema = try schemas[name] ?? JSONSchema(named: name)
      schemas[name] = schema
      seen[name, default: 0] += 1
      #expect(try schema.problems(with: body) == [], "\(message.body)")
    }
    func take(_ effects: [GatewayEffect], at now: Instant) throws {
      for effect in effects {
        sequence += 1
        let stamp = MessageStamp(
          boot: core.ward.boot, sequence: sequence, at: now, wall: core.ward.wall(at: now),
          quality: core.ward.clockQuality)
        switch effect {
        case .event(let event): try check(RandomMessages.address.message(event, stamp))
        case .taken(.sample(let sample), _) where sequence % 50 == 0:
          try check(RandomMessages.address.message(sample, of: nil, stamp))
        case .send(let port, let bytes):
          _ = ward.receive(bytes, port: port, at: now)
        default: break
        }
      }
    }
    for port in ward.portIdentifiers { try take(core.step(.opened(port), at: .zero), at: .zero) }
    var now = Instant.zero
    while now < Instant(seconds: 8 * 3600) {
      now = max(now, min(ward.nextEventTime, core.deadline))
      try take(core.step(.tick, at: now), at: now)
      for output in ward.step(to: now) {
        if case .bytes(let bytes) = output.event {
          try take(core.step(.bytes(output.port, bytes), at: now), at: now)
        }
      }
      if let alarm = core.ward.view.alarms.first(where: { $0.response == nil }),
        let infant = alarm.infant
      {
        let response = WardResponse(
          kind: .acknowledge, condition: alarm.condition, target: .infant(infant), by: "nurse-3")
        try take(core.step(.ward(.respond(response)), at: now), at: now)
      }
      if now.milliseconds % 600_000 < 1000 { try check(Self.health(core, now)) }
    }
    try take(core.finish(at: now), at: now)
    for name in ["day", "session", "alarm", "response", "health", "reading"] {
      #expect(seen[name, default: 0] > 0, "no \(name) in eight hours: \(seen)")
    }
  }

  private static func health(_ core: GatewayCore, _ now: Instant) -> Message {
    var figures = HealthFigures(
      version: "0.1.0", uptime: now - .zero,
      store: HealthFigures.Store(isWorking: true, text: "working"))
    figures.take(core.ward.view)
    figures.take(core.linkViews)
    let stamp = MessageStamp(
      boot: core.ward.boot, sequence: now.milliseconds, at: now, wall: core.ward.wall(at: now),
      quality: core.ward.clockQuality)
    return RandomMessages.address.message(figures, stamp)
  }

  private static func core(_ script: WardScript) -> GatewayCore {
    var ward = Ward(settings: CareSettings(), calendar: .utc, start: start)
    for assignment in script.assignments { _ = ward.step(.assign(assignment), at: .zero) }
    let entries = script.beds.flatMap(\.boards).map { board in
      let kind = DeviceKind(rawValue: UInt8(board.role.rawValue + 1))
      let entry = LinkRegistry.Entry(device: board.device, kind: kind, reportPeriod: nil)
      return (SerialNumber(board.serialNumber), entry)
    }
    let ports = script.ports.map { port -> (PortIdentifier, LinkMode) in
      let addresses = port.members.compactMap { script.beds[$0.bed].board($0.role)?.address }
      let mode = LinkMode.polled(addresses: addresses, period: .seconds(5), baud: 19_200)
      return (port.port, addresses.contains { $0 != 0 } ? mode : .streaming)
    }
    let registry = LinkRegistry(Dictionary(uniqueKeysWithValues: entries))
    return GatewayCore(ward: ward, ports: ports, registry: registry, lastInput: 0)
  }
}
