import CareModel
import StationInterface
import StationModel
import Synchronization
import Uplink

/// The ward as the hubs publish it, for a station that has no gateway beside it.
///
/// It confirms to a hub what it shows to somebody: a snapshot that a page says it has drawn. A
/// station without a page, or with one that stands still, confirms nothing, so that the bedside rings.
public final class BrokerStationSource: StationSource {
  struct State {
    var memory: WardMemory
    var plots = PlotMemory()
    var days = DayMemory()
    var alarms = AlarmMemory()
    var sequence = 0
    var online: [String] = []
    /// What would be confirmed by drawing the last snapshots, by their numbers.
    var asked: [Int: [WardMemory.Asked]] = [:]
    var drawnAt: Instant?
    /// The last message of each hub that was confirmed.
    var confirmed: [String: WardMemory.Asked] = [:]
    var readers: [Int: AsyncStream<Void>.Continuation] = [:]
    var lastReader = 0
    var waiting: [String: AsyncStream<StationActionResult>.Continuation] = [:]
    var lastAct = 0
    var counts = BrokerStationCounts()
    /// Nil while there is no connection; what was sent before it was not heard.
    var connectedAt: Instant?
    var connectedWall: WallTime?
    var hasToldOfNoHubs = false
    /// The broker took no confirmation and may have hung up over it: not before then again.
    var confirmsAgainAt = Instant.zero
  }

  let settings: BrokerStationSettings
  let clock: UplinkClock
  let state: Mutex<State>
  private let notice: @Sendable (String) -> Void
  private let chance: @Sendable () -> UInt64
  private let links: Mutex<BrokerLink?>

  /// A page that is so many snapshots behind confirms nothing; local choice, a minute in a busy ward.
  private static let drawnLateAtMost = 256
  /// Looked at so often for what shows itself only by waiting; local choice.
  private static let lookEvery = TimeLength.seconds(0.5)
  /// No hub waits for a confirmation or an act longer than this.
  static let expirySeconds: UInt32 = 10
  /// Local choice: an access list that somebody has mended needs no restart of the station.
  private static let refusedFor = TimeLength.minutes(1)

  /// `chance` names acts so that no other station's are the same; it also spreads reconnections.
  public init(
    _ settings: BrokerStationSettings, clock: UplinkClock,
    chance: @escaping @Sendable () -> UInt64,
    notice: @escaping @Sendable (String) -> Void
  ) {
    self.settings = settings
    self.clock = clock
    self.chance = chance
    self.notice = notice
    links = Mutex(nil)
    state = Mutex(
      State(
        memory: WardMemory(
          site: settings.site, ward: settings.ward, station: settings.station,
          silentAfter: settings.silentAfter, at: clock.now())))
  }

  var link: BrokerLink? { links.withLock { $0 } }

  /// Listens to the broker until the task is cancelled. To be run once.
  public func run() async {
    let link = BrokerLink(
      settings: settings.mqtt, clock: clock,
      jitter: { [chance] in Double(chance() >> 11) / 0x1p53 },
      hooks: MQTTHooks(
        onMessage: { [weak self] in self?.take($0) }, onNotice: { [notice] in notice($0) }),
      onLink: { [weak self] in self?.take(isConnected: $0, because: $1) })
    links.withLock { $0 = link }
    await withTaskGroup { group in
      group.addTask { await link.run() }
      while !Task.isCancelled {
        passTime()
        do { try await clock.sleep(Self.lookEvery) } catch { break }
      }
      group.cancelAll()
    }
    let readers = state.withLock { Array($0.readers.values) }
    for reader in readers { reader.finish() }
  }

  // MARK: What comes from the broker

  private func take(isConnected: Bool, because reason: String?) {
    let now = clock.now()
    state.withLock { state in
      state.memory.take(isConnected: isConnected, at: now)
      state.connectedAt = isConnected ? now : nil
      state.connectedWall = nil
      state.hasToldOfNoHubs = false
      if isConnected { state.counts.connections += 1 }
    }
    notice(isConnected ? "connected to the broker" : "no broker: \(reason ?? "unknown")")
    tellReaders()
  }

  func take(_ message: MQTTReceived) {
    let now = clock.now()
    guard
      let (hub, kind) = RelayTopics.split(
        message.topic, site: settings.site, ward: settings.ward)
    else { return }
    switch kind {
    case RelayTopics.station: takeWard(message, of: hub, at: now)
    case RelayTopics.state:
      state.withLock { state in
        state.memory.take(isOffline: message.body == Array("offline".utf8), of: hub, at: now)
        _ = state.memory.passTime(to: now)
      }
      tellReaders()
    case RelayTopics.acted: takeResult(message)
    case RelayTopics.day: state.withLock { _ = $0.days.take(message.body, of: hub) }
    case RelayTopics.alarm: state.withLock { _ = $0.alarms.take(message.body, of: hub) }
    default: break
    }
  }

  private func takeWard(_ message: MQTTReceived, of hub: String, at now: Instant) {
    guard !message.body.isEmpty else {
      state.withLock { $0.memory.forget(hub) }
      tellReaders()
      return
    }
    do throws(RelayRefusal) {
      let ward = try StationMessage(message.body)
      let isNews = state.withLock { state in
        guard state.memory.take(ward, of: hub, isRetained: message.isRetained, at: now) else {
          return false
        }
        if !message.isRetained { state.plots.take(ward.snapshot.beds, of: hub, at: now) }
        state.connectedWall = state.connectedWall ?? state.memory.bestClock(at: now).wall
        _ = state.memory.passTime(to: now)
        return true
      }
      if isNews { tellReaders() }
    } catch {
      let isFirst = state.withLock { $0.counts.noteUnreadable() }
      if isFirst { notice("what \(hub) sends cannot be shown: \(error.reason)") }
    }
  }

  private func takeResult(_ message: MQTTReceived) {
    // A kept answer is of another time.
    guard !message.isRetained else { return }
    do throws(RelayRefusal) {
      let acted = try ActedMessage(message.body)
      state.withLock { $0.waiting[acted.identifier] }?.yield(acted.result)
    } catch {
      state.withLock { _ = $0.counts.noteUnreadable() }
    }
  }

  /// What shows itself only by waiting: a hub that falls silent, an answer that runs out.
  private func passTime() {
    let now = clock.now()
    let (isNews, hasNoHubs) = state.withLock { state in
      let hasChanged = state.memory.passTime(to: now)
      let online = state.memory.onlineHubs(at: now)
      defer { state.online = online }
      let hasNoHubs =
        !state.hasToldOfNoHubs && state.memory.hubs.values.allSatisfy { $0.message == nil }
        && state.connectedAt.map { now - $0 > settings.hubsWithin } ?? false
      if hasNoHubs { state.hasToldOfNoHubs = true }
      return (hasChanged || online != state.online, hasNoHubs)
    }
    if hasNoHubs { notice(noHubsAdvice) }
    if isNews { tellReaders() }
  }

  var noHubsAdvice: String {
    "connected, but no hub of \(settings.site)/\(settings.ward) is heard; see that the hubs have "
      + "`stations: on` in `uplink`, and that the broker lets this user read "
      + "\(settings.topicPrefix)/#"
  }

  // MARK: StationSource

  public func changes() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state in
      state.lastReader += 1
      state.readers[state.lastReader] = continuation
      return state.lastReader
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.readers.removeValue(forKey: number) }
    }
    return stream
  }

  public func note(drawn sequence: Int) {
    let now = clock.now()
    let asked = state.withLock { state in
      state.drawnAt = now
      guard now >= state.confirmsAgainAt else { return [WardMemory.Asked]() }
      return (state.asked[sequence] ?? []).filter { state.confirmed[$0.hub] != $0 }
    }
    for asked in asked { confirm(asked) }
  }

  public func snapshot() async -> StationSnapshot {
    let now = clock.now()
    return state.withLock { state in
      _ = state.memory.passTime(to: now)
      state.sequence += 1
      state.asked[state.sequence] = state.memory.asked(at: now)
      state.asked[state.sequence - Self.drawnLateAtMost] = nil
      return state.memory.snapshot(sequence: state.sequence, at: now)
    }
  }

  private func confirm(_ asked: WardMemory.Asked) {
    let message = ConfirmMessage(
      station: settings.station, boot: asked.boot, sequence: asked.sequence, shown: asked.alarms)
    let isSent =
      link?.send(
        message.body, to: asked.hub, RelayTopics.confirm, expirySeconds: Self.expirySeconds,
        onRefusal: { [weak self] reason in self?.noteRefusal(reason) }) ?? false
    guard isSent else { return }
    state.withLock { state in
      state.confirmed[asked.hub] = asked
      state.counts.confirmations += 1
    }
  }

  /// Some brokers hang up over what they refuse: a station that may only look is to go on looking.
  private func noteRefusal(_ reason: String) {
    let now = clock.now()
    let isFirst = state.withLock { state in
      state.confirmsAgainAt = now + Self.refusedFor
      return state.counts.noteRefusal()
    }
    if isFirst { notice("hubs do not learn that their alarms are seen: \(reason)") }
  }

  func tellReaders() {
    let readers = state.withLock { Array($0.readers.values) }
    for reader in readers { reader.yield() }
  }

  /// Names an act so that no other is named so.
  func actName() -> String {
    let number = state.withLock { state in
      state.lastAct += 1
      return state.lastAct
    }
    return "\(settings.station)-\(String(chance(), radix: 16))-\(number)"
  }
}
