import CareModel
import Devices
import GatewayCore
import SimulatedWard
import TraceFormat
import WireProtocol

/// A simulated ward and the core under test, joined by bytes in memory and moved by virtual time.
struct SimulatedRun {
  static let midnight = WallTime(milliseconds: 1_767_225_600_000)

  var ward: SimulatedWard
  var core: GatewayCore
  var now = Instant.zero
  var events: [CareEvent] = []
  var taken: [(WardInput, Instant)] = []
  var notices: [LinkNotice] = []
  /// Bytes that the core sent, with their time and port.
  var sent: [(Instant, PortIdentifier, [UInt8])] = []
  var recordsSent = false
  /// Pieces into which bytes are cut on their way to the core; nil keeps them whole.
  var chunking: SeededGenerator?
  /// How often the core is woken although nothing is due; nil never does.
  var needlessTick: TimeLength?
  var savesEvery = TimeLength.seconds(30)
  /// What is on disk: the core, and how many events were written with it.
  private(set) var saved: (core: GatewayCore, events: Int)?
  var keepsSaved = false
  private var nextSave = Instant.zero

  init(_ script: WardScript, settings: CareSettings = CareSettings(), baud: Int = 19_200) {
    ward = SimulatedWard(script: script)
    var state = Ward(settings: settings, calendar: .utc, start: Self.midnight)
    for assignment in script.assignments { _ = state.step(.assign(assignment), at: .zero) }
    core = Self.core(script, state, lastInput: 0, baud: baud)
    for port in ward.portIdentifiers { step(.opened(port)) }
  }

  /// A core for the script's lines around any ward.
  static func core(
    _ script: WardScript, _ ward: Ward, lastInput: Int64, baud: Int = 19_200
  ) -> GatewayCore {
    var entries: [SerialNumber: LinkRegistry.Entry] = [:]
    for board in script.beds.flatMap(\.boards) {
      entries[SerialNumber(board.serialNumber)] = LinkRegistry.Entry(
        device: board.device, kind: DeviceKind(rawValue: UInt8(board.role.rawValue + 1)),
        reportPeriod: nil)
    }
    let ports = script.ports.map { port -> (PortIdentifier, LinkMode) in
      let addresses = port.members.compactMap { script.beds[$0.bed].board($0.role)?.address }
      let isPolled = addresses.contains { $0 != 0 }
      return (
        port.port,
        isPolled ? .polled(addresses: addresses, period: .seconds(5), baud: baud) : .streaming
      )
    }
    return GatewayCore(
      ward: ward, ports: ports, registry: LinkRegistry(entries), lastInput: lastInput)
  }

  /// Carries bytes both ways until `end`; `visit` is called before each step of time.
  mutating func run(until end: Instant, visit: (inout SimulatedRun) -> Void = { _ in }) {
    while now < end {
      var next = min(end, ward.nextEventTime, core.deadline, nextSave)
      if let needlessTick { next = min(next, now + needlessTick) }
      now = max(now, next)
      visit(&self)
      if core.deadline <= now || needlessTick != nil { step(.tick) }
      for output in ward.step(to: now) { carry(output) }
      if nextSave <= now {
        nextSave = now + savesEvery
        save()
        step(.saved(through: core.lastInput))
      }
    }
  }

  mutating func finish() { take(core.finish(at: now)) }

  private mutating func save() {
    if keepsSaved { saved = (core, events.count) }
  }

  /// Ends the core as `kill -9` does, and starts it `gap` later from what was on disk.
  ///
  /// Meanwhile nobody listens: what the boards say is lost, what they store is not.
  mutating func kill(for gap: TimeLength, boot: BootIdentifier) throws {
    guard let saved else { return }
    let checkpoint = try SavedCore(saved.core).checkpoint()
    events = Array(events.prefix(saved.events))
    now = now + gap
    _ = ward.step(to: now)
    let restored = Ward(
      settings: core.ward.settings, calendar: core.ward.calendar, restoring: checkpoint.ward)
    core = Self.core(ward.script, restored, lastInput: checkpoint.lastInput)
    step(.ward(.boot(boot)))
    for port in ward.portIdentifiers { step(.opened(port)) }
  }

  /// The whole run: up to `end`, and what is open then is closed.
  static func whole(
    _ script: WardScript, until end: Instant = WardScript.end,
    _ change: (inout SimulatedRun) -> Void = { _ in }
  ) -> SimulatedRun {
    var run = SimulatedRun(script)
    change(&run)
    run.run(until: end)
    run.finish()
    return run
  }

  var lines: [String] { events.map(\.line) }

  mutating func carry(_ output: PortOutput) {
    switch output.event {
    case .bytes(let bytes):
      guard chunking != nil else { return step(.bytes(output.port, bytes)) }
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = min(rest.count, chunking?.integer(1, 40) ?? 1)
        step(.bytes(output.port, Array(rest.prefix(count))))
        rest = rest.dropFirst(count)
      }
    case .cableOut: step(.closed(output.port))
    case .cableIn: step(.opened(output.port))
    }
  }

  mutating func step(_ input: GatewayInput) { take(core.step(input, at: now)) }

  private mutating func take(_ effects: [GatewayEffect]) {
    // Events and transitions are saved at once, whatever else is under way.
    var isUrgent = false
    defer { if isUrgent { save() } }
    for effect in effects {
      switch effect {
      case .event(let event):
        events.append(event)
        isUrgent = true
      case .taken(let input, let at): taken.append((input, at))
      case .notice(let notice): notices.append(notice)
      case .transition: isUrgent = true
      case .announce: break
      case .send(let port, let bytes):
        if recordsSent { sent.append((now, port, bytes)) }
        for answer in ward.receive(bytes, port: port, at: now) { carry(answer) }
      }
    }
  }
}
