import CareModel
import Configuration
import GatewayCore
import Messages
import NIOConcurrencyHelpers
import Relay
import Store
import Uplink

/// Brings what the gateway tells to the ward's broker: the queue's service, health, readings.
///
/// It runs beside the gateway and keeps nobody waiting: without a network all waits in the outbox.
final class GatewayUplink: Sendable {
  /// The name of the broker's cursor in the outbox.
  static let destinationName = "mqtt"

  struct State {
    /// Messages that are not queued are numbered downwards; the broker's answer means nothing.
    var lastNumber: Int64 = 0
    var healthSequence: Int64 = 0
    var readingSequence: Int64 = 0
    var infants: [DeviceIdentifier: InfantIdentifier] = [:]
    /// Whom Home Assistant was told of, and whether this broker has to be told anew.
    var announced: [Assignment]
    var mustAnnounce = true
    /// What Home Assistant is to be told as soon as there is room.
    var announcements: [HomeAssistantMessage] = []
    /// What waits for the disk, and what of it has gone out without it, by identifier.
    var waiting: Set<String> = []
    var published: Set<String> = []
    var isConnected = false
    /// Whether the core was told that sending is behind.
    var isBehind: Bool?
    /// Of the last time that the clock or the ward changed.
    var stamp: MessageStamp?
  }

  let configuration: UplinkConfiguration
  let address: MessageAddress
  let gateway: Gateway
  private let outbox: Outbox
  private let store: StoreWriter
  private let clock: any GatewayClock
  private let startedAt: Instant
  private let service: UplinkService
  private let connected: AsyncStream<Void>
  /// Nil where no station is fed by the broker.
  private let relay: StationRelay?
  let state: NIOLockedValueBox<State>

  /// `outbox.configure` is called here: nothing waits for a destination that is not configured.
  ///
  /// - Parameter formerly: who was in care when the last run ended: some of them may be gone now.
  init(
    _ configuration: UplinkConfiguration, site: SiteConfiguration, formerly: [Assignment],
    gateway: Gateway, outbox: Outbox, store: StoreWriter, clock: any GatewayClock,
    relay: StationRelay? = nil
  ) {
    self.relay = relay
    state = NIOLockedValueBox(State(announced: formerly))
    self.configuration = configuration
    self.gateway = gateway
    self.outbox = outbox
    self.store = store
    self.clock = clock
    startedAt = clock.now
    address = MessageAddress(site)
    let state = state
    outbox.configure(destinations: [Self.destinationName])
    let (connected, connection) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    self.connected = connected
    var settings = MQTTSettings(configuration, site: site)
    settings.subscriptions = relay?.subscriptions ?? []
    settings.showsRetained = relay != nil
    let destination = MQTTDestination(
      name: Self.destinationName, settings: settings,
      hooks: MQTTHooks(
        onMessage: { relay?.hear($0) },
        onNotice: { text in Task { await gateway.tell(.uplink(isConnected: nil, text)) } }))
    service = UplinkService(
      destination: destination, outbox: outbox, settings: DeliverySettings(configuration),
      clock: UplinkClock(now: { clock.now }, sleep: { try await clock.sleep(for: $0) }),
      jitter: { .random(in: 0..<1) },
      onChange: { link in
        state.withLockedValue { $0.isConnected = link.isConnected }
        if link.isConnected { connection.yield() }
        relay?.link(isConnected: link.isConnected)
        Task { await gateway.tell(.uplink(link)) }
      })
  }

  /// Serves the broker until the task is cancelled.
  func run() async {
    let observer = await gateway.observe { [weak self] in self?.look($0) }
    await lookAround()
    await withTaskGroup { group in
      group.addTask { await self.service.run() }
      group.addTask { await self.askAgain() }
      group.addTask { await self.tellHealth() }
      group.addTask { await self.greet() }
      group.addTask { await self.tend() }
      if let relay {
        group.addTask { await relay.run { self.service.publish($0) } }
      }
      await group.waitForAll()
    }
    await gateway.stopObserving(observer)
  }

  /// As it was looked at last: whoever asks must not wait for a disk that hangs.
  func health() -> UplinkHealth { service.lastHealth() }

  /// What was refused is tried once more, at the start and each hour: a person may have mended the
  /// broker.
  private func askAgain() async {
    do throws(StoreError) {
      try await outbox.requeueRefusals()
    } catch {
      await gateway.tell(.trouble("refused messages cannot be queued again: \(error)"))
    }
  }

  // MARK: What is not queued

  private func look(_ observation: Observation) {
    switch observation {
    case .taken(.sample(let sample), let at) where configuration.sendsReadings:
      publish(sample, at: at)
    case .taken(.assign, _), .taken(.release, _), .taken(.clock, _), .taken(.boot, _):
      Task { await self.lookAround() }
    case .queued(let message) where store.health.state != .working:
      publishUnsaved([message])
    case .event, .announced: relay?.noteChange()
    default: break
    }
  }

  private func publish(_ sample: Sample, at instant: Instant) {
    let seen = state.withLockedValue { state -> (infant: InfantIdentifier?, stamp: MessageStamp)? in
      guard var stamp = state.stamp, state.isConnected else { return nil }
      state.readingSequence += 1
      stamp.sequence = state.readingSequence
      return (state.infants[sample.device], stamp.moved(to: instant))
    }
    guard let seen else { return }
    let message = address.message(sample, of: seen.infant, seen.stamp)
    publish(
      suffix: message.kind.rawValue, Array(message.body.utf8), delivery: .atMostOnce)
  }

  /// What the disk does not take reaches the broker all the same, under the name that it will have
  /// in the queue: whoever gets it again drops it.
  private func publishUnsaved(_ messages: [OutgoingMessage]) {
    for message in messages where message.isKept && !message.waitsForDisk {
      let isNew = state.withLockedValue { !$0.published.contains(message.identifier) }
      guard isNew else { continue }
      // No room: the rest is offered again with the next look.
      guard publish(suffix: message.kind.rawValue, message.body) else { return }
      state.withLockedValue { _ = $0.published.insert(message.identifier) }
    }
  }

  /// Looks after what found no room, and after a disk that fails or takes its time.
  private func tend() async {
    while !Task.isCancelled {
      sendAnnouncements()
      let waiting = store.waitingMessages
      let late = state.withLockedValue { state in
        defer { state.waiting = Set(waiting.map(\.identifier)) }
        if waiting.isEmpty { state.published = [] }
        return waiting.filter { state.waiting.contains($0.identifier) }
      }
      publishUnsaved(late)
      do { try await clock.sleep(for: Self.tendedEvery) } catch { return }
    }
  }

  /// 2 s, local choice: a commit takes milliseconds, and an alarm waits for no more than twice this.
  private static let tendedEvery = TimeLength.seconds(2)

  @discardableResult
  func publish(
    suffix: String, _ body: [UInt8], delivery: DeliveryPromise = .atLeastOnce,
    isRetained: Bool = false
  ) -> Bool {
    let number = state.withLockedValue { state in
      state.lastNumber -= 1
      return state.lastNumber
    }
    return service.publish(
      DestinationMessage(
        number: number, topicSuffix: suffix, body: body, delivery: delivery, isRetained: isRetained)
    )
  }

  // MARK: Health

  private func tellHealth() async {
    var due = clock.now
    var askedAt = clock.now
    while !Task.isCancelled {
      let health = await service.health()
      await tellCore(UplinkLag(configuration).isBehind(health))
      if clock.now >= due {
        await publishHealth(health)
        due = clock.now + configuration.healthPeriod
      }
      if health.link.isConnected, clock.now - askedAt >= Self.askedAgainEvery {
        askedAt = clock.now
        await askAgain()
      }
      do { try await clock.sleep(for: Self.lookedAtEvery) } catch { return }
    }
  }

  /// 5 s, local choice: three rows are read, for `status` and for the alarm.
  private static let lookedAtEvery = TimeLength.seconds(5)

  /// An hour, local choice: an access list that was mended needs no restart of the gateway.
  private static let askedAgainEvery = TimeLength.hours(1)

  /// A change only: what stands already is no news.
  private func tellCore(_ isBehind: Bool) async {
    let isNews = state.withLockedValue { state in
      defer { state.isBehind = isBehind }
      return state.isBehind != isBehind
    }
    if isNews { await gateway.take(.uplink(isBehind: isBehind)) }
  }

  private func publishHealth(_ health: UplinkHealth) async {
    var stamp = await gateway.stamp(at: clock.now)
    stamp.sequence = state.withLockedValue { state in
      state.healthSequence += 1
      return state.healthSequence
    }
    var figures = HealthFigures(
      version: GatewayVersion.current, uptime: clock.now - startedAt,
      store: HealthFigures.Store(store.health))
    figures.take(await gateway.view)
    figures.take(await gateway.linkViews)
    figures.outbox = HealthFigures.Outbox(health)
    figures.uplinks = [HealthFigures.Uplink(health)]
    publish(
      suffix: MessageKind.health.rawValue, Array(address.message(figures, stamp).body.utf8),
      isRetained: true)
  }

  /// At each connection the broker's retained messages are made to agree with what is.
  private func greet() async {
    for await _ in connected {
      state.withLockedValue { state in
        state.mustAnnounce = true
        state.published = []
      }
      await announce()
      await publishHealth(await service.health())
    }
  }

  /// Notes who lies where and what time it is.
  private func lookAround() async {
    let stamp = await gateway.stamp(at: clock.now)
    let infants = await gateway.assignments.flatMap { assignment in
      [assignment.binder, assignment.probe].compactMap { $0 }.map { ($0, assignment.infant) }
    }
    state.withLockedValue {
      $0.infants = Dictionary(infants, uniquingKeysWith: { first, _ in first })
      $0.stamp = stamp
    }
    await announce()
  }
}
