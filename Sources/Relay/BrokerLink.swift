import CareModel
import Synchronization
import Uplink

/// A station's connection to the broker, made again for ever; nothing waits in it while it is away.
final class BrokerLink: Sendable {
  private struct State {
    var lastNumber: Int64 = 0
    var isConnected = false
    var trouble: String? = "not tried yet"
    /// What to tell if the broker will never take a message.
    var onRefusal: [Int64: @Sendable (String) -> Void] = [:]
  }

  private let destination: MQTTDestination
  private let prefix: String
  private let clock: UplinkClock
  private let jitter: @Sendable () -> Double
  private let onLink: @Sendable (_ isConnected: Bool, _ reason: String?) -> Void
  private let state = Mutex(State())

  /// Local choices: a station that is away is as good as none, so it tries more often than a
  /// gateway, whose messages wait.
  private static let firstPause = TimeLength.seconds(1)
  private static let longestPause = TimeLength.seconds(15)

  init(
    settings: MQTTSettings, clock: UplinkClock, jitter: @escaping @Sendable () -> Double,
    hooks: MQTTHooks,
    onLink: @escaping @Sendable (_ isConnected: Bool, _ reason: String?) -> Void
  ) {
    prefix = settings.topicPrefix
    destination = MQTTDestination(name: "station", settings: settings, hooks: hooks)
    self.clock = clock
    self.jitter = jitter
    self.onLink = onLink
  }

  /// Why there is no connection, in words; nil while there is one.
  var trouble: String? { state.withLock { $0.trouble } }

  /// Stays connected until the task is cancelled.
  func run() async {
    var failures = 0
    while !Task.isCancelled {
      let since = clock.now()
      await destination.run { [self] event in take(event) }
      // Whatever happened in between, it ends unconnected.
      take(.disconnected(reason: trouble ?? "the connection ended"))
      failures = clock.now() - since > .minutes(1) ? 1 : failures + 1
      let doubled = Self.firstPause * (1 << Int64(min(failures - 1, 10)))
      let pause = min(doubled, Self.longestPause).seconds * (0.5 + jitter() / 2)
      do { try await clock.sleep(.seconds(pause)) } catch { return }
    }
  }

  /// Hands over a message for one hub; false: there is no room, or no connection.
  ///
  /// `onRefusal` is called from another thread if the broker does not take it for good.
  func send(
    _ body: [UInt8], to hub: String, _ kind: String, expirySeconds: UInt32,
    onRefusal: (@Sendable (String) -> Void)? = nil
  ) -> Bool {
    let number = state.withLock { state in
      state.lastNumber += 1
      state.onRefusal[state.lastNumber] = onRefusal
      return state.lastNumber
    }
    let isTaken = destination.send(
      DestinationMessage(
        number: number, topicSuffix: "\(hub)/\(kind)", body: body,
        expirySeconds: expirySeconds))
    if !isTaken { state.withLock { _ = $0.onRefusal.removeValue(forKey: number) } }
    return isTaken
  }

  private func take(_ event: DestinationEvent) {
    switch event {
    case .connected: note(isConnected: true, nil)
    case .disconnected(let reason): note(isConnected: false, reason)
    case .acknowledged(let number):
      state.withLock { _ = $0.onRefusal.removeValue(forKey: number) }
    case .refused(let number, let reason):
      state.withLock { $0.onRefusal.removeValue(forKey: number) }?(
        "\(reason); allow this user to write \(prefix)/+/\(RelayTopics.act) and "
          + "\(prefix)/+/\(RelayTopics.confirm)")
    }
  }

  private func note(isConnected: Bool, _ reason: String?) {
    let isNews = state.withLock { state in
      defer {
        state.isConnected = isConnected
        state.trouble = reason
        if !isConnected { state.onRefusal = [:] }
      }
      return state.isConnected != isConnected || state.trouble != reason
    }
    if isNews { onLink(isConnected, reason) }
  }
}
