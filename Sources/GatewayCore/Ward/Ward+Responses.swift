import CareLogic
import CareModel

extension Ward {
  /// Records an acknowledgement or an audio pause; nothing standing means nothing to record.
  mutating func respond(_ response: WardResponse, at now: Instant) {
    let kind: ResponseEvent.Response = response.kind == .acknowledge ? .acknowledged : .paused
    let lasting =
      response.kind == .acknowledge ? settings.acknowledgedFor : settings.audioPausedFor
    for place in places(of: response) {
      let answered = place.respond(&state, kind, by: response.by, until: now + lasting, at: now)
      events.append(contentsOf: answered)
    }
    earliestDeadline = min(earliestDeadline, nextDeadline())
  }

  /// Where the conditions live that a response means.
  private func places(of response: WardResponse) -> [ConditionPlace] {
    switch response.target {
    case .infant(let infant):
      guard let index = dyadIndex(infant) else { return [] }
      switch response.condition {
      case .hypothermia: return [ConditionPlace(path: \.dyads[index].hypothermia)]
      case .hyperthermia: return [ConditionPlace(path: \.dyads[index].hyperthermia)]
      case .probeDetached: return [ConditionPlace(path: \.dyads[index].probeDetached)]
      default:
        let assignment = state.dyads[index].assignment
        return [assignment.binder, assignment.probe].flatMap {
          devicePlaces($0, response.condition)
        }
      }
    case .room(let room):
      guard let index = state.rooms.firstIndex(where: { $0.room == room }) else { return [] }
      if response.condition == .coldRoom { return [ConditionPlace(path: \.rooms[index].cold)] }
      return devicePlaces(room, response.condition)
    case .port(let port):
      guard response.condition == .portLost, state.ports[port] != nil else { return [] }
      return [ConditionPlace(path: \.[port: port])]
    case .gateway:
      switch response.condition {
      case .storeFailing: return [ConditionPlace(path: \.storeFailing)]
      case .uplinkBehind: return [ConditionPlace(path: \.uplinkBehind)]
      case .configurationRefused: return [ConditionPlace(path: \.configurationRefused)]
      default: return []
      }
    }
  }

  private func devicePlaces(
    _ device: DeviceIdentifier?, _ condition: AlarmCondition
  ) -> [ConditionPlace] {
    guard let device, let index = deviceIndex[device] else { return [] }
    switch condition {
    case .deviceSilent: return [ConditionPlace(path: \.devices[index].silent)]
    case .batteryLow: return [ConditionPlace(path: \.devices[index].battery)]
    default: return []
    }
  }

  /// Learns the difference between armpit and skin, at most one degree, to be shown.
  mutating func note(axillary temperature: Celsius, of infant: InfantIdentifier) {
    guard let index = dyadIndex(infant), let skin = state.dyads[index].skin.value else { return }
    let difference = temperature.degrees - skin.degrees
    state.dyads[index].axillaryOffset = Celsius(max(-1, min(1, difference)))
  }
}

/// One monitored condition within the ward's state.
private struct ConditionPlace {
  let path: WritableKeyPath<WardState, MonitoredCondition>

  func respond(
    _ state: inout WardState, _ response: ResponseEvent.Response, by: PersonIdentifier?,
    until: Instant, at now: Instant
  ) -> [CareEvent] {
    var events: [CareEvent] = []
    _ = state[keyPath: path].respond(response, by: by, until: until, at: now, into: &events)
    return events
  }
}

extension WardState {
  /// A port's condition; one that never had any trouble has a quiet one.
  fileprivate subscript(port port: PortIdentifier) -> MonitoredCondition {
    get { ports[port] ?? MonitoredCondition(.portLost, of: .port(port), levels: 1) }
    set { ports[port] = newValue }
  }
}
