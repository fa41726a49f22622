import CProgramPages
import CareModel
import Configuration
import GatewayRuntime
import Glibc
import Logging
import Presentation
import ServiceLifecycle
import ServiceManager
import UnixSignals

/// The gateway under the service lifecycle: one signal ends it gracefully, one reloads.
struct DaemonService: Service {
  let gateway: ReloadingGateway
  let source: ConfigurationSource
  let started: ConfigurationSource.Loaded
  let standing: ConfigurationStanding
  let manager: ServiceLink
  let watchdog: WatchdogSchedule?
  let log: ServiceLog

  func run() async throws {
    let reload = ConfigurationReload(
      source, startedWith: started.configuration, gateway: gateway, standing: standing,
      manager: manager, log: log)
    // From here on a hang-up reloads, also one that comes before the gateway is ready.
    let hangUps = await UnixSignalsSequence(trapping: .sighup)
    let (readiness, ready) = AsyncStream.makeStream(of: Void.self)
    try await withGracefulShutdownHandler {
      try await cancelWhenGracefulShutdown {
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { await log.run() }
          group.addTask {
            for await _ in readiness.prefix(1) { await becomeReady(reload) }
            await feedWatchdog()
          }
          group.addTask {
            for await _ in hangUps { await reload.reload() }
          }
          group.addTask {
            try await gateway.run { news in
              switch news {
              case .built(let service): await prepare(service)
              case .ready: ready.yield()
              }
            }
          }
          // Only the gateway ends by itself, and then all is over.
          try await group.next()
          group.cancelAll()
        }
      }
    } onGracefulShutdown: {
      manager.tell(.stopping)
    }
    log.write(.notice, of: ServiceLog.gateway, "stopped")
    await log.drain()
  }

  private func prepare(_ service: GatewayService) async {
    let gateway = service.gateway
    let calendar = await gateway.calendar
    let events = EventLog(log: log) { instant in
      LocalClock(at: instant, wall: WallClock.read().time, calendar: calendar)
    }
    await gateway.observe { events.add($0) }
    await service.note(configurationProblem: standing.problem)
    for (level, line) in OpeningLines.lines(service) {
      log.write(level, of: ServiceLog.gateway, line)
    }
  }

  private func becomeReady(_ reload: ConfigurationReload) async {
    if let text = started.text { await reload.keepCopy(of: text) }
    manager.tell(.ready(status: standing.status))
    log.write(.notice, of: ServiceLog.gateway, "ready")
    // A start touches twice as much of the program as the months after it.
    let failure = program_pages_release()
    guard failure != 0 else { return }
    log.write(
      .notice, of: ServiceLog.gateway,
      "pages of the start stay resident: \(String(cString: strerror(failure)))")
  }

  /// Feeds the watchdog while bytes, core and store all move; returns when there is none.
  private func feedWatchdog() async {
    guard let watchdog else {
      await untilCancelled()
      return
    }
    let gateway = gateway
    let probes = LivenessProbes([
      .bytes: .init(every: watchdog.feedEvery) { await gateway.bytesMove() },
      .core: .init(every: watchdog.feedEvery) { await gateway.coreMoves() },
      .store: .init(every: Self.storeAskedEvery) { await gateway.storeMoves() },
    ])
    let feeder = WatchdogFeeder(
      schedule: watchdog, notifier: manager.notifier, probes: probes,
      now: { MonotonicTime.now },
      sleep: { try await Task.sleep(for: .milliseconds($0.milliseconds)) })
    await feeder.run { news in
      switch news {
      case .withheld(let standstill):
        log.write(
          .critical, of: "watchdog",
          "no movement: \(standstill); unless that changes, systemd starts the gateway anew")
        manager.tell(.status("no movement: \(standstill)"))
      case .fedAgain:
        log.write(.notice, of: "watchdog", "everything moves again")
        manager.tell(.status(standing.status))
      case .notSent(let error): log.write(.warning, of: "systemd", error.description)
      }
    }
  }

  /// To ask is to hurry the writer, which rests between attempts while a disk fails.
  ///
  /// 30 s: no more often than the checkpoint hurries it anyway.
  private static let storeAskedEvery = TimeLength.seconds(30)

  private func untilCancelled() async {
    while !Task.isCancelled {
      do { try await Task.sleep(for: .seconds(3600)) } catch { return }
    }
  }
}
