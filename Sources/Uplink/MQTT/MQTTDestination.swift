import Synchronization

/// An MQTT 5 broker as a destination.
///
/// Each connection has a thread of its own, on which libmosquitto runs and from which everything is
/// told. Nothing waits on Swift's threads, and a connection that is given up while the system looks
/// for the broker's name leaves `run` at once: its thread ends when the resolver does.
public final class MQTTDestination: Destination {
  private struct State {
    var link: ConnectionLink?
    var bindsToIPv4 = false
    var isNarrow = false
    var lastFailure: UplinkFailure?
    /// Since when the broker refuses what is not queued, by topic.
    var refusedSince: [String: ContinuousClock.Instant] = [:]
  }

  public let name: String
  private let settings: MQTTSettings
  private let hooks: MQTTHooks
  private let state = Mutex(State())

  public init(name: String = "mqtt", settings: MQTTSettings, hooks: MQTTHooks = MQTTHooks()) {
    self.name = name
    self.settings = settings
    self.hooks = hooks
  }

  /// Why the last connection ended; nil while none has failed.
  public var lastFailure: UplinkFailure? { state.withLock { $0.lastFailure } }

  public func run(_ tell: @escaping @Sendable (DestinationEvent) -> Void) async {
    let link = ConnectionLink()
    let (bindsToIPv4, isNarrow) = state.withLock { state in
      state.link = link
      return (state.bindsToIPv4, state.isNarrow)
    }
    let windowMost = isNarrow ? 1 : settings.uplink.inFlight
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        link.onEnd { continuation.resume() }
        let isStarted = DedicatedThread.start { [self] in
          let connection = MQTTConnection(
            settings: settings, link: link, windowMost: windowMost, hooks: hooks,
            leaveOut: { [self] in leaveOut($0) }, tell: tell)
          let outcome = connection.run(bindAddress: bindsToIPv4 ? "0.0.0.0" : nil)
          if !outcome.isAbandoned { end(link, outcome, tell) }
          link.finish()
        }
        guard !isStarted else { return }
        tell(.disconnected(reason: "the system has no thread left; the gateway tries again"))
        link.finish()
      }
    } onCancel: {
      link.stop()
    }
    state.withLock { if $0.link === link { $0.link = nil } }
  }

  public func send(_ message: DestinationMessage) -> Bool {
    let (link, isLeftOut) = state.withLock { state in
      let since = state.refusedSince[Self.group(of: message.topicSuffix)]
      let isRefused = since.map { .now - $0 < Self.leftOutFor } ?? false
      return (state.link, isRefused && message.number < 0)
    }
    // What is left out is done with, or it would wait in front of all else.
    return isLeftOut || link?.offer(message) ?? false
  }

  /// An hour, local choice: over each such message the broker may hang up, and alarms wait behind it.
  private static let leftOutFor = Duration.seconds(3600)

  /// Sends nothing more of a topic that the broker refuses; what is queued is set aside by its queue.
  private func leaveOut(_ topicSuffix: String) {
    let group = Self.group(of: topicSuffix)
    let isNew = state.withLock { $0.refusedSince.updateValue(.now, forKey: group) == nil }
    guard isNew else { return }
    hooks.onNotice(
      "the broker does not take `\(group)`; it is left out, and tried once an hour: "
        + "allow this user to publish it")
  }

  /// A whole topic counts by its first word, such as all that Home Assistant is told.
  private static func group(of topicSuffix: String) -> String {
    guard topicSuffix.hasPrefix("/") else { return topicSuffix }
    let end = topicSuffix.dropFirst().firstIndex(of: "/") ?? topicSuffix.endIndex
    return String(topicSuffix[..<end])
  }

  /// Notes what the next connection should do otherwise, and tells.
  private func end(
    _ link: ConnectionLink, _ outcome: MQTTOutcome,
    _ tell: @Sendable (DestinationEvent) -> Void
  ) {
    state.withLock { state in
      state.lastFailure = outcome.failure
      state.isNarrow = outcome.suspectsMessage
      // A host may have addresses of two families of which one leads nowhere.
      if outcome.failure?.stage == .route { state.bindsToIPv4.toggle() }
    }
    link.close()
    tell(.disconnected(reason: outcome.failure?.description ?? "the gateway ended the connection"))
  }
}
