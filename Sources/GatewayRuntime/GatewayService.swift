import AlarmOutputs
import CareModel
import Configuration
import ControlSocket
import GatewayCore
import Messages
import NIOCore
import NIOPosix
import SerialIO
import Store

/// The whole daemon: store, core, ports and control socket, started and stopped together.
///
/// Nothing waits for a network; a port that cannot be opened is tried for ever and alarmed.
public final class GatewayService: Sendable {
  public let gateway: Gateway
  let configuration: GatewayConfiguration
  let restored: RestoredGateway
  let clock: any GatewayClock
  private let group: any EventLoopGroup
  private let ports: [(PortIdentifier, SerialPort)]
  /// A thread for each port: an adapter that hangs while it is opened delays no other.
  private let openers: NIOThreadPool
  /// Nil where the store could not be opened: infants are watched all the same.
  let store: StoreWriter?
  private let environment: Environment
  /// Nil where nothing is sent onwards, or nothing can be queued.
  let uplink: GatewayUplink?
  /// Nil where no line of a chip is configured.
  let outputs: GatewayOutputs?
  let alarmTests: AlarmTestWatch
  /// Nil where no page is served.
  let station: GatewayStation?

  /// What differs between the real daemon and one on virtual time.
  public struct Environment: Sendable {
    /// Makes the clock, given where the timeline goes on.
    public var makeClock: @Sendable (Instant) -> any GatewayClock
    /// Waits between two attempts to open this port.
    public var sleepBeforeReopening: @Sendable (PortIdentifier, Duration) async throws -> Void
    /// False when a driver of virtual time calls `tick`.
    public var wakesItself: Bool
    /// Nil where virtual time brings its own.
    public var wallClock: (@Sendable () -> WallClock)?
    /// Names this run in alarm identifiers.
    public var boot: BootIdentifier
    public var hasControlSocket: Bool

    public init(
      makeClock: @escaping @Sendable (Instant) -> any GatewayClock,
      sleepBeforeReopening: @escaping @Sendable (PortIdentifier, Duration) async throws -> Void,
      wakesItself: Bool, wallClock: (@Sendable () -> WallClock)?, boot: BootIdentifier,
      hasControlSocket: Bool
    ) {
      self.makeClock = makeClock
      self.sleepBeforeReopening = sleepBeforeReopening
      self.wakesItself = wakesItself
      self.wallClock = wallClock
      self.boot = boot
      self.hasControlSocket = hasControlSocket
    }

    /// The machine's own clocks.
    public static var machine: Environment {
      let boot = WallClock.machineBoot().prefix(8)
      let started = BootTimeClock.sinceBoot.milliseconds
      return Environment(
        makeClock: { BootTimeClock(showing: $0) },
        sleepBeforeReopening: { _, duration in try await Task.sleep(for: duration) },
        wakesItself: true, wallClock: { WallClock.read() },
        boot: BootIdentifier("\(boot)-\(started)"), hasControlSocket: true)
    }
  }

  /// Opens the store and restores what it holds; without a store the daemon runs and alarms.
  ///
  /// Errors: another gateway has the store open.
  public convenience init(
    configuration: GatewayConfiguration, environment: Environment, group: any EventLoopGroup
  ) async throws {
    try await self.init(
      configuration: configuration, environment: environment, group: group, continuing: nil)
  }

  /// - Parameter left: What the run before in this process left; nil after the process's start.
  init(
    configuration: GatewayConfiguration, environment: Environment, group: any EventLoopGroup,
    continuing left: HandedOver?, lines: KeptOutputs = KeptOutputs()
  ) async throws {
    self.configuration = configuration
    self.environment = environment
    self.group = group
    restored = try await RestoredGateway(
      configuration, boot: environment.boot, continuing: left)
    clock = environment.makeClock(restored.now)
    let clock = clock
    store = restored.store.map { store in
      StoreWriter(store: store) { length in
        // The disk lives in real time, whatever the ward's clock does.
        try await Task.sleep(for: .milliseconds(length.milliseconds))
      }
    }
    gateway = Gateway(
      core: restored.core, clock: clock, store: store, machineBoot: WallClock.machineBoot(),
      configuredDyads: configuration.dyads,
      sendingFrom: configuration.uplink.map { _ in MessageAddress(configuration.site) },
      wakesItself: environment.wakesItself)
    alarmTests = Self.alarmTests(configuration, restored)
    if let wanted = configuration.uplink, let store, let outbox = restored.store?.outbox {
      uplink = GatewayUplink(
        wanted, site: configuration.site, formerly: restored.core.ward.assignments,
        gateway: gateway, outbox: outbox, store: store, clock: clock,
        relay: Self.relay(configuration, restored, gateway, clock, alarmTests))
    } else {
      uplink = nil
    }
    outputs = Self.outputs(configuration, restored, gateway, group, store, lines)
    station = Self.station(configuration, gateway, clock, store, uplink, alarmTests)
    let openers = NIOThreadPool(numberOfThreads: max(1, configuration.ports.count))
    openers.start()
    self.openers = openers
    ports = configuration.ports.map { port in
      let settings = SerialSettings(path: port.path, baud: port.baud)
      let sleep = environment.sleepBeforeReopening
      return (
        port.name,
        SerialPort(
          settings, group: group, blocking: openers, sleep: { try await sleep(port.name, $0) })
      )
    }
  }

  /// What opening the store found.
  public var openingReport: OpeningReport? { restored.report }

  /// Why there is no store; nil where there is one.
  public var storeProblem: StoreError? { restored.storeProblem }

  /// Why the last checkpoint could not be used; nil when it was, or there was none.
  public var lostCheckpoint: String? { restored.lostCheckpoint }

  public var storeHealth: StoreHealth? { store?.health }

  /// Runs until the task is cancelled, then saves and closes everything.
  ///
  /// - Parameter onReady: called once ports and store were tried, before anything else is waited for.
  public func run(onReady: @escaping @Sendable () async -> Void = {}) async throws {
    for (name, port) in ports { await gateway.connect(name) { port.write($0) == .accepted } }
    for input in restored.inputs { await gateway.take(input) }
    if let outputs { await gateway.connect(outputs) }
    if restored.mustAlarmStore { await gateway.take(.store(isFailing: true)) }
    // Without a store nothing can be queued, and nothing is sent.
    if uplink == nil { await gateway.take(.uplink(isBehind: configuration.uplink != nil)) }
    // Whom nobody expects to answer cannot be silent; whom nobody can ask does not answer.
    let expectsStation = configuration.uplink?.relay.isOn == true
    if !expectsStation || uplink == nil {
      await gateway.take(.station(isReachable: !expectsStation))
    }
    await gateway.begin()
    // Not a child: it is to save what the others leave behind when they have ended.
    let saving = Task { [store] in await store?.run() }
    let failure = await withTaskCancellationHandler {
      await failureOfShells(onReady)
    } onCancel: {
      // A port that hangs must not keep back what was counted.
      Task { [gateway] in await gateway.saveEarly() }
    }
    await gateway.stop()
    saving.cancel()
    await saving.value
    await closeStore()
    await closeOpeners()
    if let failure { throw failure }
  }

  /// Lets go of everything without having run.
  func abandon() async {
    await closeStore()
    await closeOpeners()
  }

  /// A store that does not close in order has all that was saved, and lets go of its file: no
  /// reason for the gateway to have failed.
  private func closeStore() async {
    do throws(StoreError) {
      try station?.close()
      try restored.store?.close()
    } catch {
      await gateway.tell(.trouble("the store did not close in order, nothing is lost: \(error)"))
    }
  }

  /// A thread that hangs in an adapter is left behind: it has nothing to say any more.
  private func closeOpeners() async {
    let openers = openers
    let closing = BoundedEnd {
      // The pool was closed already: then there is nothing to do.
      do { try await openers.shutdownGracefully() } catch {}
    }
    _ = await closing.hasEnded(within: BoundedEnd.grace)
  }

  private func failureOfShells(
    _ onReady: @escaping @Sendable () async -> Void
  ) async -> (any Error)? {
    do {
      try await runShells(onReady)
      return nil
    } catch {
      return error
    }
  }

  /// Everything that waits for the world, until the task is cancelled.
  private func runShells(_ onReady: @escaping @Sendable () async -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      // First of all, so that a second gateway is refused before it touches a port.
      if environment.hasControlSocket {
        let (answers, answer) = AsyncStream.makeStream(of: Void.self)
        group.addTask {
          defer { answer.finish() }
          try await self.serveControl(onReady: { answer.yield() })
        }
        // No answer: it has failed for good, and its error is the group's.
        guard await answers.first(where: { true }) != nil else {
          try await group.next()
          return
        }
      }
      let executor = EventLoopTaskExecutor(self.group.next())
      for (name, port) in ports {
        group.addTask { [gateway] in
          let running = BoundedEnd(on: executor) {
            await port.run { await gateway.receive($0, on: name) }
          }
          await running.wait()
        }
      }
      if let store { group.addTask { await self.watch(store) } }
      if let uplink { group.addTask { await uplink.run() } }
      addShellsOfAlarms(to: &group)
      if let wallClock = environment.wallClock {
        group.addTask { await self.watchWallClock(wallClock) }
      }
      await onReady()
      // The first that fails ends the others; waiting for all would wait for ports, for ever.
      while try await group.next() != nil {}
    }
  }

  /// Answers the other subcommands; where there can be no socket, infants are watched without it.
  private func serveControl(onReady: @escaping @Sendable () -> Void) async throws {
    let requests = ControlRequests(service: self)
    let server = ControlServer(path: configuration.control.socket, group: group) {
      await requests.answer($0)
    }
    do throws(ControlError) {
      try await server.run(onReady: onReady)
    } catch {
      if error.reason == .alreadyRunning { throw error }
      onReady()
      await gateway.tell(.trouble("no control socket: \(error)"))
    }
  }

  /// Tells the core how saving goes: a failing store is itself an alarm.
  private func watch(_ store: StoreWriter) async {
    // An alarm of the last run ends with the first commit that works, and not before.
    await gateway.saveEarly()
    await store.drain()
    var wasFailing = isFailing(store.health)
    if wasFailing || restored.stands(.storeFailing) {
      await gateway.take(.store(isFailing: wasFailing))
    }
    for await health in store.healthChanges {
      let isFailing = isFailing(health)
      if case .failing(let error, 1) = health.state {
        await gateway.tell(.trouble("nothing is saved, the gateway goes on trying: \(error)"))
      }
      if isFailing != wasFailing { await gateway.take(.store(isFailing: isFailing)) }
      wasFailing = isFailing
    }
  }

  /// A database that was set aside stays an alarm until somebody has looked and started anew.
  private func isFailing(_ health: StoreHealth) -> Bool {
    health.state != .working || !health.setAside.isEmpty || restored.mustAlarmStore
  }

  /// Tells the core what time it is whenever that is news: a step, or another quality.
  private func watchWallClock(_ read: @Sendable () -> WallClock) async {
    var news = WallClockNews()
    while !Task.isCancelled {
      if let wall = news.take(read(), at: clock.now) {
        await gateway.take(.clock(wall.time, wall.quality))
      }
      do { try await clock.sleep(for: .seconds(10)) } catch { return }
    }
  }
}
