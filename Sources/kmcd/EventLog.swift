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
    case .queued: break
    case .uplink(let isConnected, let text):
      log.write(isConnected == false ? .warning : .notice, of: "uplink", "uplink: \(text)")
    case .trouble(let text): log.write(.error, of: ServiceLog.gateway, text)
    case .taken(.clock(let wall, let quality), _):
      log.write(
        .notice, of: "clock", "the machine's clock says \(wall.iso8601), \(quality.rawValue)")
    case .taken: break
    }
  }

  /// A fault of a line shows in its port, its boards and its alarm: together they are one source.
  private static func source(of event: CareEvent) -> String {
    switch event {
    case .contact(let interval): interval.infant.name
    case .unobserved(let interval): interval.infant.name
    case .session(let session): session.infant.name
    case .day(let day): day.infant.name
    case .response: "responses"
    case .alarm(let alarm):
      switch alarm.subject {
      case .port: ServiceLog.ports
      case .gateway: ServiceLog.gateway
      case .infant, .room, .device: alarm.subject.name
      }
    }
  }
}
