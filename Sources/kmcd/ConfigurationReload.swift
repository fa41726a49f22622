import Configuration
import GatewayRuntime
import Logging
import ServiceManager

/// What a hang-up signal does: reads the file into a copy, checks it whole, swaps it whole.
///
/// On any error the gateway goes on as it was, and says so.
actor ConfigurationReload {
  private let source: ConfigurationSource
  private let gateway: ReloadingGateway
  private let standing: ConfigurationStanding
  private let manager: ServiceLink
  private let log: ServiceLog
  private var inForce: GatewayConfiguration

  init(
    _ source: ConfigurationSource, startedWith inForce: GatewayConfiguration,
    gateway: ReloadingGateway, standing: ConfigurationStanding, manager: ServiceLink,
    log: ServiceLog
  ) {
    self.source = source
    self.inForce = inForce
    self.gateway = gateway
    self.standing = standing
    self.manager = manager
    self.log = log
  }

  func reload() async {
    manager.tell(.reloading(monotonicMicroseconds: MonotonicTime.microseconds))
    do throws(ConfigurationErrors) {
      await take(try source.load())
    } catch {
      say(.error, error.description)
      keep(because: ConfigurationStanding.summary(error))
    }
    await gateway.service?.note(configurationProblem: standing.problem)
    manager.tell(.ready(status: standing.status))
  }

  private func take(_ loaded: ConfigurationSource.Loaded) async {
    let wanted = loaded.configuration
    for warning in wanted.warnings { say(.warning, warning.description) }
    if Self.needsNewGateway(from: inForce, to: wanted) {
      if case .kept(let reason) = await gateway.exchange(wanted) {
        keep(because: reason)
        return
      }
      say(.notice, "the changed configuration is in force")
    } else if inForce.log == wanted.log {
      say(.notice, "the configuration has not changed")
    } else {
      say(.notice, "the log's level is now \(wanted.log.level.rawValue)")
    }
    log.change(level: Logger.Level(wanted.log.level))
    inForce = wanted
    standing.change(problem: nil)
    if let text = loaded.text { keepCopy(of: text) }
  }

  /// What only the log is told needs no new gateway, and costs no second of contact.
  private static func needsNewGateway(
    from old: GatewayConfiguration, to new: GatewayConfiguration
  ) -> Bool {
    var old = old
    old.log = new.log
    old.warnings = new.warnings
    return old != new
  }

  private func keep(because reason: String) {
    standing.change(problem: "the changed configuration is not in force: \(reason)")
    say(.error, "the gateway goes on with the configuration of before: \(reason)")
  }

  /// Keeps the text for a start at which the file is broken.
  func keepCopy(of text: String) {
    do throws(LastGoodConfiguration.NotKept) {
      try source.lastGood?.save(text)
    } catch {
      say(.warning, error.description)
    }
  }

  private func say(_ level: Logger.Level, _ text: String) {
    log.write(level, of: ServiceLog.configuration, text)
  }
}

extension Logger.Level {
  init(_ level: LogLevel) { self = Logger.Level(rawValue: level.rawValue) ?? .info }
}
