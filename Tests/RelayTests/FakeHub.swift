import CareModel
import Configuration
import Messages
import StationModel
import Synchronization
import Uplink

@testable import Relay

/// A hub with a fake ward behind the real relay and a real connection.
final class FakeHub: Sendable {
  private struct State {
    var snapshot: StationSnapshot
    var acts: [(action: StationAction, station: String)] = []
    var reach: [Bool] = []
    var notices: [String] = []
    var task: Task<Void, Never>?
    var isHanging = false
  }

  let name: String
  private let boot: BootIdentifier
  private let state: Mutex<State>
  private let settings: MQTTSettings
  private let relayConfiguration: RelayConfiguration

  init(
    _ name: String, port: Int, boot: BootIdentifier = SampleWard.boot,
    credentials: String? = nil, _ change: (inout RelayConfiguration) -> Void = { _ in }
  ) {
    self.name = name
    self.boot = boot
    state = Mutex(
      State(
        snapshot: SampleWard.snapshot(
          hub: name,
          beds: [SampleWard.bed(hub: name, infant: InfantIdentifier("K-\(name)"))])))
    var uplink = UplinkConfiguration(host: "127.0.0.1")
    uplink.port = port
    uplink.tls = nil
    uplink.keepAlive = .seconds(5)
    uplink.credentials = credentials.map { .file(path: $0) }
    settings = MQTTSettings(
      uplink, site: SiteConfiguration(site: "s1", ward: "w1", hub: name))
    var configuration = RelayConfiguration()
    configuration.isOn = true
    configuration.heartbeat = .seconds(0.5)
    configuration.againAfter = .seconds(1)
    configuration.silentAfter = .seconds(3)
    change(&configuration)
    relayConfiguration = configuration
  }

  deinit { state.withLock { $0.task }?.cancel() }

  var acts: [StationAction] { state.withLock { $0.acts.map(\.action) } }
  var stations: [String] { state.withLock { $0.acts.map(\.station) } }
  var reach: [Bool] { state.withLock { $0.reach } }
  var notices: [String] { state.withLock { $0.notices } }

  /// Whoever looks at the ward, or acts, waits for ever.
  func hang() { state.withLock { $0.isHanging = true } }

  func start() {
    let (changes, change) = AsyncStream.makeStream(of: Void.self)
    self.change.withLock { $0 = change }
    let relay = relay()
    var settings = settings
    settings.subscriptions = relay.subscriptions
    settings.showsRetained = true
    let destination = MQTTDestination(
      settings: settings, hooks: MQTTHooks(onMessage: { relay.hear($0) }))
    let task = Task {
      await withTaskGroup { group in
        group.addTask { await relay.run { destination.send($0) } }
        group.addTask { for await _ in changes { relay.noteChange() } }
        while !Task.isCancelled {
          await destination.run { event in
            if case .connected = event { relay.link(isConnected: true) }
            if case .disconnected = event { relay.link(isConnected: false) }
          }
          do { try await Task.sleep(for: .milliseconds(100)) } catch { break }
        }
        group.cancelAll()
      }
    }
    state.withLock { $0.task = task }
  }

  private let change = Mutex<AsyncStream<Void>.Continuation?>(nil)

  private func relay() -> StationRelay {
    StationRelay(
      relayConfiguration, address: MessageAddress(site: "s1", ward: "w1", hub: name),
      clock: .real,
      callbacks: RelayCallbacks(
        view: { [weak self] in await self?.view() ?? SampleWard.view(SampleWard.snapshot()) },
        act: { [weak self] action, station in await self?.act(action, station) ?? .done },
        station: { [weak self] reachable in
          self?.state.withLock { $0.reach.append(reachable) }
        },
        notice: { [weak self] text in self?.state.withLock { $0.notices.append(text) } }))
  }

  private func view() async -> RelayedView {
    if state.withLock({ $0.isHanging }) { await untilCancelled() }
    let now = UplinkClock.real.now()
    return SampleWard.view(state.withLock { $0.snapshot }, boot: boot, at: now.seconds)
  }

  private func untilCancelled() async {
    while !Task.isCancelled {
      do { try await Task.sleep(for: .seconds(60)) } catch { return }
    }
  }

  private func act(_ action: StationAction, _ station: String) async -> StationActionResult {
    state.withLock { $0.acts.append((action, station)) }
    guard case .acknowledge(let alarm, let by) = action else { return .done }
    let isKnown = state.withLock { state in
      guard let index = state.snapshot.alarms.firstIndex(where: { $0.id == alarm }) else {
        return false
      }
      state.snapshot.alarms[index].response = .acknowledged
      state.snapshot.alarms[index].by = by
      return true
    }
    change.withLock { $0 }?.yield()
    return isKnown ? .done : .unknownTarget("no such alarm")
  }

  func show(_ change: (inout StationSnapshot) -> Void) {
    state.withLock { change(&$0.snapshot) }
    self.change.withLock { $0 }?.yield()
  }

  @discardableResult
  func raise(_ name: String = "hypothermia") -> AlarmIdentifier {
    var alarm = SampleWard.alarm(name, hub: self.name)
    alarm.id = AlarmIdentifier("\(boot)/K-\(self.name)/\(name)/1000")
    show { $0.alarms.append(alarm) }
    return alarm.id
  }

  func stop() async {
    let task = state.withLock { $0.task }
    task?.cancel()
    await task?.value
  }
}

extension UplinkClock {
  private static let start = ContinuousClock.now

  /// The machine's own.
  static let real = UplinkClock(
    now: {
      let length = (ContinuousClock.now - start).components
      return Instant(
        milliseconds: length.seconds * 1000 + length.attoseconds / 1_000_000_000_000_000)
    }, sleep: { try await Task.sleep(for: .milliseconds($0.milliseconds)) })
}
