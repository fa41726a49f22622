import CareModel
import Messages

/// What Home Assistant is told of the beds.
extension GatewayUplink {
  func announce() async {
    guard configuration.tellsHomeAssistant else { return }
    let now = await gateway.assignments
    let before: [Assignment]? = state.withLockedValue { state in
      guard state.isConnected, state.mustAnnounce || state.announced != now else { return nil }
      state.mustAnnounce = false
      defer { state.announced = now }
      return state.announced
    }
    guard let before else { return }
    let prefix = configuration.homeAssistantPrefix
    let messages =
      HomeAssistantDiscovery.removals(of: address, before: before, now: now, under: prefix)
      + HomeAssistantDiscovery.messages(
        of: address, beds: now, version: GatewayVersion.current,
        healthPeriod: configuration.healthPeriod, under: prefix)
    state.withLockedValue { state in
      // What was to be taken away and has not been is still to be, unless it is there again.
      let topics = Set(messages.map(\.topic))
      let removals = state.announcements.filter { $0.body.isEmpty && !topics.contains($0.topic) }
      state.announcements = removals + messages
    }
    sendAnnouncements()
  }

  /// As many as there is room for; the rest waits.
  func sendAnnouncements() {
    while let message = state.withLockedValue({ $0.announcements.first }) {
      // A leading slash names a whole topic.
      let isSent = publish(
        suffix: "/" + message.topic, Array(message.body.utf8), isRetained: true)
      guard isSent else { return }
      state.withLockedValue { state in
        if state.announcements.first == message { state.announcements.removeFirst() }
      }
    }
  }
}
