import CareModel
import GatewayCore
import GatewayRuntime
import SerialIO
import SimulatedWard

/// Carries bytes between the simulated ward and the gateway, and moves time on.
///
/// Time moves only when the gateway has consumed and stepped every byte sent so far and has saved
/// what it wanted to save; so a seed gives the same events on any machine.
struct DemoDriver {
  private var ward: SimulatedWard
  private let gateway: Gateway
  private let clock: VirtualClock
  private let folder: DemoFolder
  private var ports: [PortIdentifier: DemoPort] = [:]
  private let order: [PortIdentifier]

  init(ward: SimulatedWard, gateway: Gateway, clock: VirtualClock, folder: DemoFolder) throws {
    self.ward = ward
    self.gateway = gateway
    self.clock = clock
    self.folder = folder
    order = ward.portIdentifiers
    for port in order {
      let terminal = try PseudoTerminal()
      try folder.link(port.name, to: terminal.slavePath)
      ports[port] = DemoPort(port: port, terminal: terminal)
    }
  }

  /// Runs the ward until `end`; `pause` is called with the time before each step of it.
  mutating func run(
    until end: Instant, pause: (Instant) async throws -> Void
  ) async throws {
    for port in order { try await waitUntilOpen(port) }
    try await settle()
    while clock.now < end {
      try Task.checkCancellation()
      let wanted = await gateway.deadline
      let next = min(end, ward.nextEventTime, wanted, clock.nextWake ?? end)
      try await pause(next)
      try await advance(to: max(next, clock.now))
      if wanted <= clock.now {
        await gateway.tick()
        try await settle()
      }
      for output in ward.step(to: clock.now) { try await carry(output) }
    }
  }

  /// Moves time, and lets the ports that are due try to open again.
  private mutating func advance(to instant: Instant) async throws {
    guard clock.advance(to: instant) > 0 else { return }
    for port in order where ports[port]?.isOpen == false && ports[port]?.terminal != nil {
      // Whoever woke opens its port; the others sleep on.
      try await waitUntilOpenOrAsleep(port)
    }
    await clock.waitForSleepers(ports.values.count { !$0.isOpen })
    try await settle()
  }

  // MARK: From the ward to the gateway

  private mutating func carry(_ output: PortOutput) async throws {
    switch output.event {
    case .bytes(let bytes): try await send(bytes, on: output.port)
    case .cableOut: try await pullOut(output.port)
    case .cableIn: try plugIn(output.port)
    }
  }

  /// Sends bytes and waits until the core has stepped them; a closed port loses them, as a UART does.
  private mutating func send(_ bytes: [UInt8], on port: PortIdentifier) async throws {
    guard let state = ports[port], state.isOpen, let terminal = state.terminal else { return }
    var sent = 0
    while sent < bytes.count {
      sent += try terminal.write(Array(bytes[sent...]))
      if sent < bytes.count { try await Task.sleep(for: .microseconds(100)) }
    }
    ports[port]?.writtenBytes += bytes.count
    let expected = state.writtenBytes + bytes.count
    await gateway.wait { ($0.ports[port]?.steppedBytes ?? 0) >= expected }
    try await check(port, "\(port) was read") { $0.steppedBytes >= expected }
    try await settle()
  }

  private mutating func pullOut(_ port: PortIdentifier) async throws {
    guard let state = ports[port] else { return }
    let expected = state.timesClosed + 1
    folder.unlink(port.name)
    state.terminal?.close()
    ports[port]?.terminal = nil
    ports[port]?.isOpen = false
    ports[port]?.timesClosed = expected
    await gateway.wait { ($0.ports[port]?.timesClosed ?? 0) >= expected }
    try await check(port, "\(port) was unplugged") { $0.timesClosed >= expected }
    await clock.waitForSleepers(ports.values.count { !$0.isOpen })
    try await settle()
  }

  private mutating func plugIn(_ port: PortIdentifier) throws {
    let terminal = try PseudoTerminal()
    try folder.link(port.name, to: terminal.slavePath)
    ports[port]?.terminal = terminal
  }

  // MARK: From the gateway to the ward

  /// Waits for what the gateway saves, and hands the boards whatever it has sent them.
  private mutating func settle() async throws {
    await gateway.wait { $0.unsaved == 0 }
    let progress = await gateway.progressNow
    for port in order {
      guard let state = ports[port], state.isOpen, let terminal = state.terminal else { continue }
      let expected = progress.ports[port]?.sentBytes ?? 0
      guard expected > state.readBytes else { continue }
      let bytes = try await read(expected - state.readBytes, from: terminal, port)
      ports[port]?.readBytes = expected
      let answers = ward.receive(bytes, port: port, at: clock.now)
      for answer in answers { try await carry(answer) }
    }
  }

  private func read(
    _ count: Int, from terminal: PseudoTerminal, _ port: PortIdentifier
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    var tries = 0
    while bytes.count < count {
      bytes += try terminal.read(bytesMax: count - bytes.count)
      if bytes.count == count { break }
      tries += 1
      guard tries < Self.readTries else {
        throw DemoError.stuck("\(port) was to send \(count) bytes")
      }
      if tries > 20 { try await Task.sleep(for: .microseconds(100)) } else { await Task.yield() }
    }
    return bytes
  }

  // MARK: Opening

  private mutating func waitUntilOpen(_ port: PortIdentifier) async throws {
    let expected = (ports[port]?.timesOpened ?? 0) + 1
    await gateway.wait { ($0.ports[port]?.timesOpened ?? 0) >= expected }
    try await check(port, "\(port) was opened") { $0.timesOpened >= expected }
    ports[port]?.timesOpened = expected
    ports[port]?.isOpen = true
  }

  /// A port that is plugged in and awake opens; one that still sleeps is left alone.
  private mutating func waitUntilOpenOrAsleep(_ port: PortIdentifier) async throws {
    let asleep = ports.values.count { !$0.isOpen }
    if clock.sleeperCount >= asleep { return }
    try await waitUntilOpen(port)
  }

  private func check(
    _ port: PortIdentifier, _ what: String, _ isMet: (PortProgress) -> Bool
  ) async throws {
    let progress = await gateway.progressNow.ports[port] ?? PortProgress()
    if !isMet(progress) { throw DemoError.stuck(what) }
  }

  /// Half a minute of real time, far beyond what any machine needs for a few bytes.
  private static let readTries = 300_000
}
