import CareModel
import Configuration
import GatewayCore
import GatewayRuntime
import NIOCore
import NIOPosix
import Presentation
import SerialIO
import SimulatedWard

/// A simulated day of a ward, watched by the real daemon over pseudo-terminals.
public struct Demo: Sendable {
  /// Who is in care and what befalls them.
  public var script: WardScript
  /// Simulated seconds in a real one at the most; zero is as fast as the machine goes.
  public var speed: Double
  public var end: Instant

  /// Midnight of 10 January 2026 in the demo's time zone.
  public static let start = WallTime(milliseconds: 1_767_974_400_000)
  public static let boot: BootIdentifier = "demo"
  public static let zone = "Asia/Shanghai"

  public init(script: WardScript, speed: Double, end: Instant = WardScript.end) {
    self.script = script
    self.speed = speed
    self.end = end
  }

  /// The demo ward with every kind of fault, spread over the beds by the seed.
  public init(beds: Int, speed: Double, seed: UInt64) {
    self.init(script: .demo(beds: beds, seed: seed), speed: speed)
  }

  /// What the caller gets to see while the day goes on.
  public struct Audience: Sendable {
    /// Everything that happens, in order; must not wait.
    public var observe: @Sendable (Observation) -> Void
    /// Called a few times a second with the ward as it is.
    public var look: @Sendable (WardView) async -> Void

    public init(
      observe: @escaping @Sendable (Observation) -> Void,
      look: @escaping @Sendable (WardView) async -> Void
    ) {
      self.observe = observe
      self.look = look
    }
  }

  /// Runs the day to its end and compares it with the truth.
  public func run(_ audience: Audience) async throws -> DayComparison {
    guard let calendar = FacilityCalendar(zone: Self.zone, dayStartHour: 0) else {
      throw DemoError.folder("the time zone \(Self.zone) is not installed (package tzdata)")
    }
    let folder = try DemoFolder()
    defer { folder.remove() }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let clock = VirtualClock(showing: .zero)
    let configuration = GatewayConfiguration(script, calendar: calendar, folder: folder)
    let service = try await GatewayService(
      configuration: configuration, environment: Self.environment(clock), group: group)
    let journal = DemoJournal()
    await service.gateway.observe { observation in
      journal.add(observation)
      audience.observe(observation)
    }
    var driver = try DemoDriver(
      ward: SimulatedWard(script: script), gateway: service.gateway, clock: clock, folder: folder)
    try await drive(&driver, service, clock, audience)
    try await group.shutdownGracefully()
    return TruthJudge(script, until: end).compare(journal.events)
  }

  private static func environment(_ clock: VirtualClock) -> GatewayService.Environment {
    GatewayService.Environment(
      makeClock: { _ in clock },
      sleepBeforeReopening: { _, duration in
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        try await clock.sleep(for: TimeLength(milliseconds: milliseconds))
      },
      wakesItself: false, wallClock: nil, boot: Self.boot, hasControlSocket: false)
  }

  /// Runs the daemon and the ward side by side; the ward's end is the daemon's.
  private func drive(
    _ driver: inout DemoDriver, _ service: GatewayService, _ clock: VirtualClock,
    _ audience: Audience
  ) async throws {
    let gateway = service.gateway
    let watchdog = DemoWatchdog()
    let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
    let daemon = Task {
      try await service.run(onReady: { isReady.finish() })
    }
    for await _ in ready {}
    await gateway.take(.clock(Self.start, .synchronised))
    let guardian = Task { await watchdog.run(gateway, clock) }
    defer {
      guardian.cancel()
      daemon.cancel()
    }
    let pace = DemoPace(speed: speed)
    let looks = DemoLooks()
    do {
      try await driver.run(until: end) { next in
        watchdog.noteProgress()
        if looks.isDue { await audience.look(await gateway.view) }
        try await pace.wait(until: next)
      }
      await audience.look(await gateway.view)
      // The last line of a recording: it says until when the day was watched.
      let midnight = WallTime(milliseconds: Self.start.milliseconds + end.milliseconds)
      await gateway.take(.clock(midnight, .synchronised))
      await gateway.finish()
    } catch {
      daemon.cancel()
      // The daemon's own failure explains the demo's: it is told first.
      if case .failure(let cause) = await daemon.result { throw cause }
      throw error
    }
    daemon.cancel()
    _ = try await daemon.value
  }
}
