import CareLogic
import CareModel

extension Ward {
  /// Records an acknowledgement or an audio pause; nothing standing means nothing to record.
  mutating func respond(_ response: WardResponse, at now: Instant) {
    let kind: ResponseEvent.Response = response.kind == .acknowledge ? .acknowledged : .paused
    let lasting =
      response.kind == .acknowledge ? settings.acknowledgedFor : settings.audioPausedFor
    for group in groups(meant: response.target) {
      for condition in state.alarms[group].conditions.map(\.condition)
      where response.condition == nil || response.condition == condition {
        // Who acknowledges everything has seen what is shown, and no more.
        if response.condition == nil, kind == .acknowledged, isFolded(condition, group) { continue }
        state.alarms[group].with(condition) {
          _ = $0.respond(kind, by: response.by, until: now + lasting, at: now, into: &events)
        }
        if let index = state.alarms[group].index(of: condition) {
          schedule(state.alarms[group].conditions[index].deadline(rule: table[condition]))
        }
      }
    }
    annunciationIsStale = true
  }

  /// Whether something that a response means has an answer: this one, or a longer one of before.
  public func isAnswered(_ response: WardResponse) -> Bool {
    groups(meant: response.target).contains { group in
      state.alarms[group].conditions.contains {
        (response.condition ?? $0.condition) == $0.condition
          && ($0.standing ?? $0.latched)?.respondedUntil != nil
      }
    }
  }

  /// The groups that a response means: an infant's and its devices', a room's and its thermometer's.
  private func groups(meant target: WardResponse.Target) -> [Int] {
    state.alarms.indices.filter { index in
      let place = state.alarms[index].place
      switch target {
      case .infant(let infant): return place.infant == infant
      case .room(let room): return place.room == room
      case .port(let port): return place.subject == .port(port)
      case .device(let device): return place.subject == .device(device)
      case .output(let output): return place.subject == .output(output)
      case .gateway:
        if case .output = place.subject { return true }
        return place.subject == .gateway
      case .everything: return true
      }
    }
  }

  /// Learns the difference between armpit and skin, at most one degree, to be shown.
  mutating func note(axillary temperature: Celsius, of infant: InfantIdentifier) {
    guard let index = dyadIndex(infant), let skin = state.dyads[index].skin.value else { return }
    let difference = temperature.degrees - skin.degrees
    state.dyads[index].axillaryOffset = Celsius(max(-1, min(1, difference)))
  }
}
