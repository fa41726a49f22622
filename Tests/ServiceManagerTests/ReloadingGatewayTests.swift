import CareModel
import Configuration
import Foundation
import GatewayCore
import GatewayRuntime
import NIOPosix
import Synchronization
import Testing

/// A running gateway whose configuration is exchanged.
@Suite(.timeLimit(.minutes(1))) struct ReloadingGatewayTests {
  private struct Ward {
    let folder: String
    let gateway: ReloadingGateway
    let first: GatewayConfiguration

    /// The ward's configuration with this hub, store and socket.
    func configuration(
      hub: String = "hub-1", store: String? = nil, zone: String = "UTC", dyads: String = ""
    ) throws -> GatewayConfiguration {
      try Self.configuration(folder, hub: hub, store: store, zone: zone, dyads: dyads)
    }

    static func configuration(
      _ folder: String, hub: String = "hub-1", store: String? = nil, zone: String = "UTC",
      dyads: String = ""
    ) throws -> GatewayConfiguration {
      try ConfigurationLoader.parse(
        text: """
          version: 1
          site: {site: test, ward: kmc, hub: \(hub)}
          time: {zone: \(zone)}
          ports: [{name: bed-1, path: \(folder)/not-there}]
          devices:
            - {name: binder-1, kind: binder, serial: 1}
            - {name: binder-2, kind: binder, serial: 2}
            - {name: binder-3, kind: binder, serial: 3}
          dyads:
            - {infant: K-001, binder: binder-1}
          \(dyads)
          store: {path: \(store ?? "kmcd.sqlite")}
          control: {socket: kmcd.sock}
          """, file: folder + "/kmcd.yaml")
    }

    var service: GatewayService {
      get async throws {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(10)
        while clock.now < end {
          if let service = gateway.service { return service }
          try await Task.sleep(for: .milliseconds(5))
        }
        return try #require(gateway.service)
      }
    }

    func infants() async throws -> [String] {
      try await service.gateway.assignments.map(\.infant.name).sorted()
    }
  }

  /// Runs a test on a gateway that is ready, and stops it.
  private func withWard(
    _ environment: @escaping @Sendable () -> GatewayService.Environment = { .machine },
    _ body: (Ward) async throws -> Void
  ) async throws {
    // Short: sockets live in it.
    let folder = "/tmp/kmc-reload-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let first = try Ward.configuration(folder)
    let gateway = ReloadingGateway(first, group: group, environment: environment)
    let ward = Ward(folder: folder, gateway: gateway, first: first)
    let (readiness, ready) = AsyncStream.makeStream(of: Void.self)
    let running = Task {
      defer { ready.finish() }
      try await ward.gateway.run { if case .ready = $0 { ready.yield() } }
    }
    for await _ in readiness { break }
    let result: Result<Void, any Error>
    do { result = .success(try await body(ward)) } catch { result = .failure(error) }
    running.cancel()
    try await running.value
    try await group.shutdownGracefully()
    try result.get()
  }

  private func assign(_ infant: String, _ binder: String) -> WardInput {
    .assign(
      Assignment(
        infant: InfantIdentifier(infant), bed: nil, binder: DeviceIdentifier(binder), probe: nil,
        room: nil, provider: .unknown))
  }

  /// What is noted before the run is told to the core after the restart is, under the new boot.
  @Test func nothingIsToldToTheCoreBeforeTheRestart() async throws {
    let folder = "/tmp/kmc-begin-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    var boots: [String] = []
    for _ in 0..<2 {
      let gateway = ReloadingGateway(try Ward.configuration(folder), group: group)
      let (readiness, ready) = AsyncStream.makeStream(of: [String].self)
      let running = Task {
        defer { ready.finish() }
        try await gateway.run { news in
          switch news {
          case .built(let service):
            await service.note(configurationProblem: "kmcd.yaml is broken")
          case .ready(let service):
            let view = await service.gateway.view
            let refused = view.alarms.filter { $0.condition == .configurationRefused }
            ready.yield([await service.gateway.boot.name] + refused.map(\.identifier.name))
          }
        }
      }
      let found = await readiness.first { _ in true } ?? []
      running.cancel()
      try await running.value
      #expect(found.count == 2, "the boot and one alarm: \(found)")
      boots.append(found.first ?? "")
      // The alarm stands from the first run on, under that run's name.
      #expect(found.last?.hasPrefix(boots[0]) == true, "\(found)")
    }
    #expect(boots[0] != boots[1])
    try await group.shutdownGracefully()
  }

  @Test func anExchangeKeepsWhatIsKnown() async throws {
    try await withWard { ward in
      let before = try await ward.service
      await before.gateway.take(assign("K-002", "binder-2"))
      let began = await before.gateway.view.at
      let clock = ContinuousClock()
      let asked = clock.now
      let wanted = try ward.configuration(
        hub: "hub-2", zone: "Asia/Shanghai", dyads: "  - {infant: K-003, binder: binder-3}")
      #expect(await ward.gateway.exchange(wanted) == .taken)
      #expect(clock.now - asked < .seconds(10))
      let after = try await ward.service
      #expect(after !== before)
      #expect(try await ward.infants() == ["K-001", "K-002", "K-003"])
      let boots = (await before.gateway.boot, await after.gateway.boot)
      #expect(boots.0 != boots.1)
      #expect(await after.gateway.calendar == wanted.calendar)
      let now = await after.gateway.view.at
      #expect(now >= began && now - began < .seconds(10))
    }
  }

  @Test func anInfantThatIsStruckOutIsReleased() async throws {
    try await withWard { ward in
      let two = try ward.configuration(dyads: "  - {infant: K-002, binder: binder-2}")
      #expect(await ward.gateway.exchange(two) == .taken)
      #expect(try await ward.infants() == ["K-001", "K-002"])
      #expect(await ward.gateway.exchange(ward.first) == .taken)
      #expect(try await ward.infants() == ["K-001"])
    }
  }

  @Test func whatCannotBeStartedIsGivenUpForWhatWas() async throws {
    try await withWard { ward in
      await (try ward.service).gateway.take(assign("K-002", "binder-2"))
      let unusable = try ward.configuration(hub: "hub-2", store: "/sys/kmcd.sqlite")
      guard case .kept(let reason) = await ward.gateway.exchange(unusable) else {
        Issue.record("a store that cannot be opened was taken")
        return
      }
      #expect(reason.contains("/sys/kmcd.sqlite"))
      #expect(try await ward.service.storeProblem == nil)
      #expect(try await ward.infants() == ["K-001", "K-002"])
      let usable = try ward.configuration(hub: "hub-3")
      #expect(await ward.gateway.exchange(usable) == .taken)
      #expect(try await ward.infants() == ["K-001", "K-002"])
    }
  }

  @Test func everyStageAnswersAlsoAfterAnExchange() async throws {
    try await withWard { ward in
      for _ in 0..<2 {
        #expect(await ward.gateway.bytesMove())
        #expect(await ward.gateway.coreMoves())
        #expect(await ward.gateway.storeMoves())
        let wanted = try ward.configuration(hub: "hub-2")
        #expect(await ward.gateway.exchange(wanted) == .taken)
      }
    }
  }

  @Test func thirtyExchangesLeakNoDescriptor() async throws {
    try await withWard { ward in
      func descriptors() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { name in
          let path = "/proc/self/fd/\(name)"
          let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
          return target.flatMap { $0.hasPrefix(ward.folder) ? $0 : nil }
        }.sorted()
      }
      // What a gateway holds open is open, and what the one before held is closed, in its own time.
      let one = ["", "-wal", ".lock"].map { "\(ward.folder)/kmcd.sqlite\($0)" }
      for number in 0...30 {
        let wanted = try ward.configuration(hub: "hub-\(number)")
        #expect(await ward.gateway.exchange(wanted) == .taken)
      }
      let clock = ContinuousClock()
      let end = clock.now + .seconds(20)
      while try descriptors() != one, clock.now < end {
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(try descriptors() == one)
    }
  }

  /// A port that hangs when it shall stop, as a sick adapter does; it lets go when told.
  private final class Hang: Sendable {
    private let state = Mutex<(isOver: Bool, waiting: [CheckedContinuation<Void, Never>])>(
      (false, []))

    func wait() async {
      await withCheckedContinuation { continuation in
        let mustWait = state.withLock { state in
          if !state.isOver { state.waiting.append(continuation) }
          return !state.isOver
        }
        if !mustWait { continuation.resume() }
      }
    }

    func end() {
      let waiting = state.withLock { state in
        state.isOver = true
        return state.waiting
      }
      for continuation in waiting { continuation.resume() }
    }
  }

  @Test func aGatewayThatCannotStopDoesNotLookAlive() async throws {
    let hang = Hang()
    let environment: @Sendable () -> GatewayService.Environment = {
      var environment = GatewayService.Environment.machine
      environment.sleepBeforeReopening = { _, duration in
        await hang.wait()
        try await Task.sleep(for: duration)
      }
      return environment
    }
    try await withWard(environment) { ward in
      let moved = await ward.gateway.coreMoves()
      #expect(moved)
      let wanted = try ward.configuration(hub: "hub-2")
      async let exchange = ward.gateway.exchange(wanted)
      let clock = ContinuousClock()
      let end = clock.now + .seconds(10)
      while ward.gateway.service != nil, clock.now < end {
        try await Task.sleep(for: .milliseconds(5))
      }
      let movesWhileItHangs = await ward.gateway.coreMoves()
      #expect(!movesWhileItHangs)
      hang.end()
      #expect(await exchange == .taken)
      let movesAgain = await ward.gateway.coreMoves()
      #expect(movesAgain)
    }
  }

  @Test func aGatewayThatHasStoppedTakesNothing() async throws {
    var stopped: ReloadingGateway?
    var configuration: GatewayConfiguration?
    try await withWard { ward in
      stopped = ward.gateway
      configuration = ward.first
    }
    let (gateway, wanted) = (try #require(stopped), try #require(configuration))
    #expect(await gateway.exchange(wanted) == .kept("the gateway stops"))
    let moves = await gateway.coreMoves()
    #expect(!moves)
  }
}
