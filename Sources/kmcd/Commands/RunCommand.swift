import ArgumentParser
import CareModel
import Configuration
import ControlSocket
import Foundation
import GatewayRuntime
import Logging
import NIOPosix
import Presentation
import ServiceLifecycle
import Store

/// `kmcd run --config FILE`: the daemon, until it is told to stop.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs the gateway.",
    discussion: "Exit 78 when the configuration cannot be used, 69 or 74 when another kmcd runs.")

  @OptionGroup var option: ConfigurationOption

  func run() async throws {
    // Whoever shares the machine has no business in the hours of infants.
    umask(0o077)
    let configuration = try option.load()
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    var logger = Logger(label: "kmcd")
    logger.logLevel = Logger.Level(rawValue: configuration.log.level.rawValue) ?? .info
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let service = try await open(configuration, group)
    report(service, logger)
    let daemon = DaemonService(service: service, logger: logger)
    let services = ServiceGroup(
      configuration: .init(
        services: [.init(service: daemon, successTerminationBehavior: .gracefullyShutdownGroup)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    do {
      try await services.run()
    } catch let error as ControlError {
      StandardError.say(error.description)
      throw ExitCode.unavailable
    }
    try await group.shutdownGracefully()
  }

  private func open(
    _ configuration: GatewayConfiguration, _ group: MultiThreadedEventLoopGroup
  ) async throws -> GatewayService {
    do {
      return try await GatewayService(
        configuration: configuration, environment: .machine, group: group)
    } catch let error as StoreError {
      StandardError.say(error.description)
      throw ExitCode.inputOutput
    }
  }

  private func report(_ service: GatewayService, _ logger: Logger) {
    switch service.openingReport {
    case nil: break
    case .created: logger.info("a new store was begun")
    case .opened: logger.info("the store was opened")
    case .migrated(let from, let to): logger.notice("the store was migrated from \(from) to \(to)")
    case .setAside(let aside):
      logger.error("the store was damaged (\(aside.reason)); it is kept as \(aside.path)")
    }
    if let problem = service.storeProblem {
      logger.error("running without a store, nothing is saved: \(problem)")
    }
    if let lost = service.lostCheckpoint { logger.error("starting afresh: \(lost)") }
  }
}
