import CareModel
import Configuration
import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import StationInterface
import Synchronization

/// Serves the station's page and its interface until it is asked to stop.
///
/// An address that is taken is tried again for ever: a page that cannot be served stops no alarm.
public struct StationService: Service {
  /// How long open requests may take to end, once the service is to stop.
  static let endsWithin = TimeLength.seconds(1.5)
  private static let listensAgainAfter = TimeLength.seconds(5)

  private let configuration: StationConfiguration
  private let gatekeeper: Gatekeeper
  private let source: any StationSource
  private let server: HTTPServerBuilder
  private let group: (any EventLoopGroup)?
  private let tell: @Sendable (StationNotice) -> Void

  /// Reads tokens and certificates; connections are served on the threads of `group`, or the
  /// process's own.
  ///
  /// Throws where others could get in without showing anything, or a file cannot be used.
  public init(
    _ configuration: StationConfiguration, source: any StationSource,
    group: (any EventLoopGroup)? = nil,
    tell: @escaping @Sendable (StationNotice) -> Void
  ) throws(StationStartError) {
    self.configuration = configuration
    self.source = source
    self.group = group
    let allowance = Mutex(NoticeAllowance(at: StationClock.now))
    self.tell = { notice in
      let told = allowance.withLock { $0.told(of: notice, at: StationClock.now) }
      for one in told { tell(one) }
    }
    gatekeeper = try Gatekeeper(configuration, now: { StationClock.now }, tell: self.tell)
    server = try StationServer.builder(configuration)
  }

  /// Returns when the service is asked to stop, or is cancelled; within two seconds, whoever looks.
  public func run() async throws {
    var told: StationStartError?
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      do {
        try await serve()
        if Task.isCancelled || Task.isShuttingDownGracefully { return }
        // It ended by itself: nobody wanted that, and it begins anew.
      } catch is CancellationError {
        return
      } catch {
        let problem = StationStartError.cannotListen(
          address: configuration.address, port: configuration.port, reason: Self.words(error))
        // Told once, tried for ever.
        if problem != told { tell(.notServing(problem)) }
        told = problem
      }
      await cancelWhenGracefulShutdown { await Self.rest(Self.listensAgainAfter) }
    }
  }

  private static func words(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    return String(cString: strerror(error.errnoCode))
  }

  private func serve() async throws {
    let counts = StationCounts()
    let now: @Sendable () -> Instant = { StationClock.now }
    let feed = WardFeed(source, slowAfter: configuration.slowAfter, counts: counts, now: now)
    let router = StationRouter(
      configuration: configuration, source: source, gatekeeper: gatekeeper, counts: counts,
      slots: StreamSlots(atMost: configuration.streamsAtMost), feed: feed, now: now, tell: tell
    ).router()
    let application = Application(
      router: router, server: server,
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.address, port: configuration.port),
        availableConnectionsDelegate: MaximumAvailableConnections(
          configuration.connectionsAtMost)),
      services: [feed], onServerRunning: { channel in announce(channel) },
      eventLoopGroupProvider: group.map { .shared($0) } ?? .singleton,
      logger: Logger(label: "station", factory: { _ in SwiftLogNoOpLogHandler() }))
    try await withBoundedEnd { try await application.run() }
  }

  private func announce(_ channel: any Channel) {
    tell(
      .serving(
        address: configuration.address, port: channel.localAddress?.port ?? configuration.port,
        isEncrypted: configuration.tls != nil))
  }

  /// A connection that never ends must not keep the daemon: after a while it is cut.
  private func withBoundedEnd(_ work: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await work() }
      group.addTask {
        await cancelWhenGracefulShutdown { await Self.rest(.hours(24 * 365)) }
        await Self.rest(Self.endsWithin)
        throw CancellationError()
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private static func rest(_ length: TimeLength) async {
    do {
      try await Task.sleep(for: .milliseconds(length.milliseconds))
    } catch {
      // Cancelled: whoever called looks why.
      return
    }
  }
}
