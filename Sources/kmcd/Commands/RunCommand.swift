import ArgumentParser
import CareModel
import Configuration
import ControlSocket
import Foundation
import GatewayRuntime
import Logging
import NIOPosix
import ServiceLifecycle
import ServiceManager
import Store

/// `kmcd run --config FILE`: the daemon, until it is told to stop.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs the gateway.",
    discussion: """
      SIGHUP reads the configuration again; one that cannot be used changes nothing. SIGTERM saves \
      and ends. Where STATE_DIRECTORY names a folder, the last good configuration is kept there, \
      and used at a start at which the file is broken.
      Exit 78 when the configuration cannot be used, 69 or 74 when another kmcd runs.
      """)

  @OptionGroup var option: ConfigurationOption

  func run() async throws {
    // Whoever shares the machine has no business in the hours of infants.
    umask(0o077)
    let environment = ProcessInfo.processInfo.environment
    let source = ConfigurationSource(file: option.config, environment: environment)
    let started = try source.loadAtStart()
    let logger = makeLogger(environment, started.configuration.log.level)
    let log = ServiceLog(logger)
    let standing = standing(started, log)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let daemon = DaemonService(
      gateway: ReloadingGateway(started.configuration, group: group), source: source,
      started: started, standing: standing,
      manager: ServiceLink(notifier: notifier(environment, log), log: log),
      watchdog: WatchdogSchedule(environment: environment, processIdentifier: getpid()), log: log)
    // What the group says of itself, the daemon says in its own words.
    var troubleOnly = logger
    troubleOnly.logLevel = max(.warning, logger.logLevel)
    let services = ServiceGroup(
      configuration: .init(
        services: [.init(service: daemon, successTerminationBehavior: .gracefullyShutdownGroup)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: troubleOnly))
    do {
      try await services.run()
    } catch let error as ControlError {
      await log.drain()
      StandardError.say(error.description)
      throw ExitCode.unavailable
    } catch let error as StoreError {
      StandardError.say(error.description)
      throw ExitCode.inputOutput
    }
    try await group.shutdownGracefully()
  }

  private func makeLogger(_ environment: [String: String], _ level: LogLevel) -> Logger {
    let isJournal = JournalLogHandler.isWanted(environment)
    LoggingSystem.bootstrap { label in
      if isJournal { return JournalLogHandler() }
      return StreamLogHandler.standardError(label: label)
    }
    var logger = Logger(label: "kmcd")
    logger.logLevel = Logger.Level(level)
    return logger
  }

  /// Says what is doubtful or wrong in the file, and remembers what is wrong.
  private func standing(
    _ started: ConfigurationSource.Loaded, _ log: ServiceLog
  ) -> ConfigurationStanding {
    for warning in started.configuration.warnings {
      log.write(.warning, of: ServiceLog.configuration, warning.description)
    }
    guard let problem = started.problem else { return ConfigurationStanding(problem: nil) }
    log.write(
      .error, of: ServiceLog.configuration,
      "\(option.config) cannot be used; running on the last good configuration. "
        + "Mend it, check it with kmcd check-config, and reload")
    log.write(.error, of: ServiceLog.configuration, problem.description)
    return ConfigurationStanding(
      problem: "on the last good configuration: \(ConfigurationStanding.summary(problem))")
  }

  /// A manager that cannot be told is no reason to leave infants unwatched.
  private func notifier(_ environment: [String: String], _ log: ServiceLog) -> ServiceNotifier {
    do throws(NotificationError) {
      return try ServiceNotifier(environment: environment)
    } catch {
      log.write(.warning, of: "systemd", error.description)
      return ServiceNotifier()
    }
  }
}
