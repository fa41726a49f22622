import CareModel
import GatewayRuntime
import Logging
import Presentation
import ServiceLifecycle

/// The gateway under the service lifecycle: signals end it gracefully.
struct DaemonService: Service {
  let service: GatewayService
  let logger: Logger

  func run() async throws {
    let gateway = service.gateway
    let calendar = await gateway.calendar
    let log = EventLog(logger: logger) { instant in
      LocalClock(at: instant, wall: WallClock.read().time, calendar: calendar)
    }
    await gateway.observe { log.add($0) }
    try await cancelWhenGracefulShutdown {
      try await service.run(onReady: { logger.notice("ready") })
    }
    logger.notice("stopped")
  }
}
