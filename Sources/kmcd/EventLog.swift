import CareModel
import GatewayRuntime
import Logging
import Presentation

/// Writes what happens into the log: transitions once, never a line a sample.
struct EventLog: Sendable {
  let logger: Logger
  let clock: @Sendable (Instant) -> LocalClock

  func add(_ observation: Observation) {
    switch observation {
    case .event(let event, let at):
      logger.notice("\(EventLines.describe(event, at: at, clock: clock(at)))")
    case .notice(let notice): logger.warning("\(notice)")
    case .port(let port, let isOpen, let text):
      logger.log(level: isOpen ? .info : .warning, "\(port): \(text)")
    case .trouble(let text): logger.error("\(text)")
    case .taken(.clock(let wall, let quality), _):
      logger.notice("the machine's clock says \(wall.iso8601), \(quality.rawValue)")
    case .taken: break
    }
  }
}
