import CareModel
import StationModel

/// What a station knows of all hubs of its ward, and the one ward that it shows of them.
struct WardMemory: Hashable, Sendable {
  /// What is confirmed to a hub: its message, and what of it a person now sees.
  struct Asked: Hashable {
    var hub: String
    var boot: BootIdentifier
    var sequence: Int64
    var alarms: [AlarmIdentifier]
  }

  let site: String
  let ward: String
  let station: String
  /// A hub that was not heard for so long is shown as silent.
  let silentAfter: TimeLength
  private(set) var hubs: [String: HubMemory] = [:]
  private(set) var localAlarms: [String: LocalAlarm] = [:]
  private(set) var isConnected = false
  private var linkChangedAt: Instant

  /// More names than a ward can have hubs come from somebody who makes them up.
  private static let hubsMost = 64
  /// Those of the gateway's own settings.
  private static let acknowledgedFor = CareSettings().acknowledgedFor
  private static let pausedFor = CareSettings().audioPausedFor

  init(
    site: String, ward: String, station: String, silentAfter: TimeLength, at now: Instant
  ) {
    self.site = site
    self.ward = ward
    self.station = station
    self.silentAfter = silentAfter
    linkChangedAt = now
  }

  // MARK: Inputs

  /// False for what is older than what is known.
  mutating func take(
    _ message: StationMessage, of hub: String, isRetained: Bool, at now: Instant
  ) -> Bool {
    guard know(hub, at: now) else { return false }
    return hubs[hub]?.take(message, isRetained: isRetained, at: now) ?? false
  }

  mutating func take(isOffline: Bool, of hub: String, at now: Instant) {
    // A gateway that serves no stations has a presence, too.
    guard know(hub, at: now) else { return }
    hubs[hub]?.isOffline = isOffline
  }

  /// Somebody has removed what the broker had kept of it: it is no hub of the ward any more.
  mutating func forget(_ hub: String) {
    hubs[hub] = nil
    localAlarms[hub] = nil
  }

  mutating func take(isConnected: Bool, at now: Instant) {
    guard self.isConnected != isConnected else { return }
    self.isConnected = isConnected
    linkChangedAt = now
  }

  /// Raises and ends what a station finds out by waiting; true where something has changed.
  mutating func passTime(to now: Instant) -> Bool {
    let before = localAlarms
    let isAway = !isConnected && now - linkChangedAt > silentAfter
    set(isAway, station, .stationUnreachable, at: now)
    // While the broker is away no hub can be heard, which is one alarm and not one for each.
    if isConnected {
      for (name, hub) in hubs where hub.message != nil {
        let silence = min(hub.silence(at: now), now - linkChangedAt)
        set(hub.isOffline || silence > silentAfter, name, .deviceSilent, at: now)
      }
    }
    for subject in localAlarms.keys { localAlarms[subject]?.passTime(to: now) }
    return localAlarms != before
  }

  private mutating func set(
    _ stands: Bool, _ subject: String, _ condition: AlarmCondition, at now: Instant
  ) {
    if !stands {
      localAlarms[subject] = nil
    } else if localAlarms[subject] == nil {
      localAlarms[subject] = LocalAlarm(
        station: station, subject: subject, condition: condition, since: now)
    }
  }

  private mutating func know(_ hub: String, at now: Instant) -> Bool {
    if hubs[hub] != nil { return true }
    guard hubs.count < Self.hubsMost else { return false }
    hubs[hub] = HubMemory(knownSince: now)
    return true
  }

  // MARK: Answers to its own alarms

  func isLocal(_ alarm: AlarmIdentifier) -> Bool {
    localAlarms.values.contains { $0.identifier == alarm }
  }

  /// Nil stands for all.
  mutating func pause(_ alarm: AlarmIdentifier?, by: PersonIdentifier, at now: Instant) {
    answer(alarm, .paused, by, until: now + Self.pausedFor)
  }

  mutating func acknowledge(_ alarm: AlarmIdentifier, by: PersonIdentifier, at now: Instant) {
    answer(alarm, .acknowledged, by, until: now + Self.acknowledgedFor)
  }

  private mutating func answer(
    _ alarm: AlarmIdentifier?, _ response: StationAlarm.Response, _ by: PersonIdentifier,
    until: Instant
  ) {
    for (subject, standing) in localAlarms {
      guard alarm == nil ? standing.response == nil : standing.identifier == alarm else {
        continue
      }
      localAlarms[subject]?.answer(response, by: by, until: until)
    }
  }

  // MARK: Questions

  func isOnline(_ hub: String, at now: Instant) -> Bool {
    hubs[hub]?.isOnline(at: now, silentAfter: silentAfter) ?? false
  }

  func onlineHubs(at now: Instant) -> [String] {
    hubs.keys.filter { isOnline($0, at: now) }.sorted()
  }

  func hub(of alarm: AlarmIdentifier) -> String? {
    hubs.first { $0.value.message?.snapshot.alarms.contains { $0.id == alarm } ?? false }?.key
  }

  /// The hubs that have this infant in care: those that are heard, else those that had it last.
  ///
  /// A pseudonym may stand at two: an infant that was moved, or two hubs that number alike.
  func hubs(of infant: InfantIdentifier, at hub: String?, at now: Instant) -> [String] {
    let all = hubs.filter { name, memory in
      (hub == nil || hub == name)
        && memory.message?.snapshot.beds.contains { $0.infant == infant } ?? false
    }.keys.sorted()
    let online = all.filter { isOnline($0, at: now) }
    return online.isEmpty ? all : online
  }

  /// What every hub that is heard asks to have confirmed.
  func asked(at now: Instant) -> [Asked] {
    hubs.compactMap { name, hub in
      guard isOnline(name, at: now), let message = hub.message, !message.unconfirmed.isEmpty
      else { return nil }
      return Asked(
        hub: name, boot: message.boot, sequence: message.sequence, alarms: message.unconfirmed)
    }.sorted { $0.hub < $1.hub }
  }
}
