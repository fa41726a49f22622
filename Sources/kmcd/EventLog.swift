import CareModel
import GatewayRuntime
import Logging
import Presentation

/// Writes what happens into the log: transitions once, never a line a sample.
struct EventLog: Sendable {
  let log: ServiceLog
  let clock: @Sendable (Instant) -> LocalClock

  func add(_ observation: Observation) {
    switch observation {
    case .event(let event, let at):
      let line = EventLines.describe(event, at: at, clock: clock(at))
      log.write(.notice, of: Self.source(of: event), line)
    case .notice(let notice): log.write(.warning, of: ServiceLog.ports, "\(notice)")
    case .port(let port, let isOpen, let text):
      log.write(isOpen ? .info : .warning, of: ServiceLog.ports, "\(port): \(text)")
    case .queued, .announced: break
    case .line(let name, let failure):
      log.write(
        failure == nil ? .notice : .error, of: "lines",
        "\(name): \(failure ?? "the line works")")
    case .act(let text): log.audit("station: \(text)")
    case .station(let text, let isTrouble):
      log.write(isTrouble ? .warning : .notice, of: "station", "station: \(text)")
    case .uplink(let isConnected, let text):
      log.write(isConnected == false ? .warning : .notice, of: "uplink", "uplink: \(text)")
    case .trouble(let text): log.write(.error, of: ServiceLog.gateway, text)
    case .taken(.clock(let wall, let quality), _):
      log.write(
        .notice, of: "clock", "the machine's clock says \(wall.iso8601), \(quality.rawValue)")
    case .taken: break
    }
  }

  /// A flapping cable shows in the stretches of all its infants: they are one source. Alarms are
  /// another, so that no chatter ever holds one back.
  private static func source(of event: CareEvent) -> String {
    switch event {
    case .contact, .unobserved, .session: "contact"
    case .day: "days"
    case .response: "responses"
    case .standby, .alarmTest: "standbys and tests"
    case .alarm(let alarm): "alarms of \(alarm.subject.name)"
    }
  }
}
