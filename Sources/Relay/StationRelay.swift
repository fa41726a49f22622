import CareModel
import Configuration
import Messages
import StationModel
import Uplink

/// Brings one hub's ward to the stations, and what they answer back: the shell around `HubRelay`.
///
/// It has no connection of its own: the gateway's is used, so that presence, last will and user are
/// the same. Announcing never waits for it, and it waits neither for acts nor for the ward's view:
/// while one of them hangs, the clock of the confirmations goes on. To be run once.
public final class StationRelay: Sendable {
  /// Hands a message to the broker without waiting; false: there is no room, or no connection.
  public typealias Publish = @Sendable (DestinationMessage) -> Bool

  private let configuration: RelayConfiguration
  private let address: MessageAddress
  private let stationWasSilent: Bool
  private let clock: UplinkClock
  private let callbacks: RelayCallbacks
  private let inbox = RelayInbox<HubRelay.Input>(countMost: 1000)
  private let acts = RelayInbox<ActMessage>(countMost: 100)
  private let reaches = RelayInbox<Bool>(countMost: 100)

  /// An answer that finds no room is tried again so often, for as long as a station may wait.
  private static let answerTries = 25
  private static let answerPause = TimeLength.milliseconds(200)

  /// - Parameter stationWasSilent: `station-unreachable` stands since the last run.
  public init(
    _ configuration: RelayConfiguration, address: MessageAddress, stationWasSilent: Bool = false,
    clock: UplinkClock, callbacks: RelayCallbacks
  ) {
    self.configuration = configuration
    self.address = address
    self.stationWasSilent = stationWasSilent
    self.clock = clock
    self.callbacks = callbacks
  }

  /// What the gateway's connection has to subscribe to, with `MQTTSettings.showsRetained`.
  public var subscriptions: [String] { RelayTopics.ofHub(address) }

  /// Takes what came on a topic that is subscribed to; never waits.
  public func hear(_ message: MQTTReceived) { inbox.add(.heard(message)) }

  /// The gateway's connection came about or ended; never waits.
  public func link(isConnected: Bool) { inbox.add(.link(isConnected: isConnected), isOwn: true) }

  /// The ward may look different now; never waits.
  public func noteChange() {
    // Where there is no room, a look is due anyway.
    inbox.add(.changed)
  }

  /// Serves the stations until the task is cancelled.
  public func run(publish: @escaping Publish) async {
    await withTaskGroup { group in
      group.addTask { await self.act() }
      group.addTask { await self.tellReach() }
      await serve(publish)
      group.cancelAll()
    }
  }

  private func serve(_ publish: @escaping Publish) async {
    var relay = HubRelay(
      configuration, address: address, stationWasSilent: stationWasSilent, at: clock.now())
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        let (inputs, dropped) = inbox.take()
        if dropped > 0 {
          callbacks.notice("\(dropped) messages of stations were too many at once: not read")
        }
        for input in inputs + [.tick] {
          var effects = relay.step(input, at: clock.now())[...]
          while let effect = effects.popFirst() {
            guard let answer = perform(effect, publish, &group) else { continue }
            effects += relay.step(answer, at: clock.now())
          }
        }
        await wait(until: relay.deadline)
      }
      group.cancelAll()
    }
  }

  /// Does what is wanted; what comes of it at once, if anything, is the next input.
  private func perform(
    _ effect: HubRelay.Effect, _ publish: @escaping Publish, _ group: inout DiscardingTaskGroup
  ) -> HubRelay.Input? {
    switch effect {
    case .look:
      group.addTask { self.inbox.add(.viewed(await self.callbacks.view()), isOwn: true) }
    case .publish(let message): return .published(isTaken: publish(message))
    case .perform(let act):
      guard !acts.add(act) else { return nil }
      return .acted(act, .refused("too many acts at once; wait a moment and try again"))
    case .answer(let message):
      if !publish(message) { group.addTask { await self.repeatAnswer(message, publish) } }
    case .station(let isReachable): reaches.add(isReachable, isOwn: true)
    case .alarmTest(let isConfirmed): callbacks.alarmTest(isConfirmed)
    case .notice(let text): callbacks.notice(text)
    }
    return nil
  }

  private func repeatAnswer(_ message: DestinationMessage, _ publish: Publish) async {
    for _ in 0..<Self.answerTries {
      do { try await clock.sleep(Self.answerPause) } catch { return }
      if publish(message) { return }
    }
  }

  /// One act after the other, apart from everything else.
  private func act() async {
    while !Task.isCancelled {
      for act in acts.take().elements {
        let result = await callbacks.act(act.action, act.station)
        inbox.add(.acted(act, result), isOwn: true)
      }
      await acts.wait()
    }
  }

  private func tellReach() async {
    while !Task.isCancelled {
      for isReachable in reaches.take().elements { await callbacks.station(isReachable) }
      await reaches.wait()
    }
  }

  private func wait(until deadline: Instant?) async {
    await RelayWaiting.wait(for: inbox, until: deadline, clock)
  }
}
