import CareModel
import StationModel

/// Does what somebody at a station asks for, whichever way it came.
struct StationActs: Sendable {
  let gateway: Gateway

  func perform(_ action: StationAction) async -> StationActionResult {
    switch action {
    case .acknowledge(let alarm, let person):
      return await gateway.respond(.acknowledge, to: alarm, by: person) ? .done : Self.noAlarm
    case .pause(let alarm?, let person):
      return await gateway.respond(.pause, to: alarm, by: person) ? .done : Self.noAlarm
    case .pause(nil, let person):
      return await gateway.respondToEverything(.pause, by: person)
        ? .done : .unknownTarget("no alarm stands that could be paused")
    case .standby(let infant, let length, let person):
      return await gateway.standBy(infant, for: length, by: person)
        ? .done : .unknownTarget("\(infant) is not in care here")
    case .alarmTest(let person):
      await gateway.take(.alarmTest(by: person))
      return .done
    }
  }

  private static let noAlarm = StationActionResult.unknownTarget(
    "this alarm does not stand any more")
}
