import CareModel
import Configuration
import StationModel
import Synchronization
import TestSupport
import Uplink

@testable import Relay

/// Somebody at the broker who hears and sends whatever a test wants.
final class Listener: Sendable {
  private let heard = Mutex<[MQTTReceived]>([])
  private let task = Mutex<Task<Void, Never>?>(nil)
  private let isThere = Mutex(false)
  private let made = Mutex<MQTTDestination?>(nil)
  private let settings: MQTTSettings

  init(port: Int, _ filter: String, credentials: String? = nil) {
    var uplink = UplinkConfiguration(host: "127.0.0.1")
    uplink.port = port
    uplink.tls = nil
    uplink.credentials = credentials.map { .file(path: $0) }
    var settings = MQTTSettings(
      uplink, clientIdentifier: "listener-\(UInt32.random(in: 0...UInt32.max))",
      topicPrefix: "x")
    settings.subscriptions = [filter]
    self.settings = settings
  }

  func start() async {
    let destination = MQTTDestination(
      settings: settings,
      hooks: MQTTHooks(onMessage: { [weak self] message in
        self?.heard.withLock { $0.append(message) }
      }))
    made.withLock { $0 = destination }
    let task = Task {
      await destination.run { [weak self] event in
        if case .connected = event { self?.isThere.withLock { $0 = true } }
      }
    }
    self.task.withLock { $0 = task }
    _ = await eventually { isThere.withLock { $0 } }
  }

  var messages: [StationMessage] {
    heard.withLock { $0 }.filter { $0.topic.hasSuffix("/station") }
      .compactMap { try? StationMessage($0.body) }
  }

  /// What became of acts, by their names.
  var acted: [String: StationActionResult] {
    heard.withLock { $0 }.filter { $0.topic.hasSuffix("/acted") }
      .compactMap { try? ActedMessage($0.body) }
      .reduce(into: [:]) { $0[$1.identifier] = $1.result }
  }

  @discardableResult
  func send(_ topic: String, _ body: [UInt8], isRetained: Bool) -> Bool {
    made.withLock { $0 }?.send(
      DestinationMessage(number: 1, topicSuffix: topic, body: body, isRetained: isRetained))
      ?? false
  }

  func stop() async {
    let task = task.withLock { $0 }
    task?.cancel()
    await task?.value
  }
}
