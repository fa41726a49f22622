import CareModel
import Configuration
import Synchronization

@testable import Uplink

/// A destination under test, with all that it told and heard.
final class Session: Sendable {
  struct Heard: Hashable, Sendable {
    var topic: String
    var body: String
    var isRetained = false
  }

  private struct Told {
    var events: [DestinationEvent] = []
    var heard: [Heard] = []
    var notices: [String] = []
    var task: Task<Void, Never>?
    var hasReturned = false
  }

  let destination: MQTTDestination
  private let told: Told_

  private final class Told_: Sendable {
    let box = Mutex(Told())
  }

  init(_ settings: MQTTSettings) {
    let told = Told_()
    self.told = told
    destination = MQTTDestination(
      settings: settings,
      hooks: MQTTHooks(
        onMessage: { message in
          told.box.withLock {
            $0.heard.append(
              Heard(
                topic: message.topic, body: String(decoding: message.body, as: UTF8.self),
                isRetained: message.isRetained))
          }
        },
        onNotice: { notice in told.box.withLock { $0.notices.append(notice) } }))
  }

  convenience init(
    port: Int, hub: String = "h1", tls: UplinkConfiguration.TLS? = nil,
    _ change: (inout MQTTSettings) -> Void = { _ in }
  ) {
    self.init(Self.settings(port: port, hub: hub, tls: tls, change))
  }

  static func settings(
    port: Int, hub: String = "h1", tls: UplinkConfiguration.TLS? = nil,
    _ change: (inout MQTTSettings) -> Void = { _ in }
  ) -> MQTTSettings {
    var uplink = UplinkConfiguration(host: "127.0.0.1")
    uplink.port = port
    uplink.tls = tls
    uplink.keepAlive = .seconds(5)
    uplink.connectWithin = .seconds(10)
    var settings = MQTTSettings(uplink, site: SiteConfiguration(site: "s1", ward: "w1", hub: hub))
    change(&settings)
    return settings
  }

  var events: [DestinationEvent] { told.box.withLock { $0.events } }
  var heard: [Heard] { told.box.withLock { $0.heard } }
  var notices: [String] { told.box.withLock { $0.notices } }

  /// Connects once, as `UplinkService` does; what was told before is forgotten.
  func start() {
    told.box.withLock {
      $0.events = []
      $0.hasReturned = false
    }
    let task = Task { [destination, told] in
      await destination.run { event in told.box.withLock { $0.events.append(event) } }
      told.box.withLock { $0.hasReturned = true }
    }
    told.box.withLock { $0.task = task }
  }

  /// Connects and waits for the window; nil where the broker does not let it in.
  @discardableResult
  func connect() async -> Int? {
    start()
    _ = await wait { !$0.isEmpty }
    guard case .connected(let window) = events.first else { return nil }
    return window
  }

  func wait(
    within limit: Duration = .seconds(20), _ condition: ([DestinationEvent]) -> Bool
  ) async -> Bool {
    await eventually(within: limit) { condition(events) }
  }

  /// Connects, and waits for the end that a test expects; its reason.
  func failure(within limit: Duration = .seconds(20)) async -> UplinkFailure? {
    start()
    await ended(within: limit)
    return destination.lastFailure
  }

  func ended(within limit: Duration = .seconds(20)) async {
    _ = await eventually(within: limit) { told.box.withLock { $0.hasReturned } }
  }

  var hasReturned: Bool { told.box.withLock { $0.hasReturned } }

  /// Cancels, and waits for the end.
  func stop() async {
    let task = told.box.withLock { $0.task }
    task?.cancel()
    await task?.value
  }

  func send(
    _ number: Int64, _ suffix: String = "day", _ body: String? = nil,
    _ change: (inout DestinationMessage) -> Void = { _ in }
  ) -> Bool {
    var message = DestinationMessage(
      number: number, topicSuffix: suffix, body: Array((body ?? "{\"id\":\(number)}").utf8))
    change(&message)
    return destination.send(message)
  }

  var acknowledged: [Int64] {
    events.compactMap { if case .acknowledged(let number) = $0 { number } else { nil } }
  }

  var refused: [Int64: String] {
    events.reduce(into: [:]) { all, event in
      if case .refused(let number, let reason) = event { all[number] = reason }
    }
  }
}

/// Waits for a condition, at most `limit`.
func eventually(within limit: Duration = .seconds(20), _ condition: () -> Bool) async -> Bool {
  let deadline = ContinuousClock.now + limit
  while ContinuousClock.now < deadline {
    if condition() { return true }
    try? await Task.sleep(for: .milliseconds(3))
  }
  return condition()
}
