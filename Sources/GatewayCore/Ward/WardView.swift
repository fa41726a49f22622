import CareLogic
import CareModel

/// The ward as people look at it: one row a bed, and what stands.
public struct WardView: Codable, Sendable {
  public struct Bed: Codable, Sendable {
    public var infant: InfantIdentifier
    public var bed: String?
    public var contact: ContactState
    /// Probability of contact now, 0 to 1.
    public var probability: Double
    /// Since the day began; provisional, as far as it is decided.
    public var today: LedgerTotals
    public var skin: Celsius?
    public var skinIsDoubted: Bool
    public var axillaryOffset: Celsius?
    public var room: Celsius?
    /// Whether the goal is reached over the configured window; nil while the date is unknown.
    public var goal: HoursAnswer?
  }

  public struct Alarm: Codable, Sendable {
    public var identifier: AlarmIdentifier
    public var subject: AlarmSubject
    public var infant: InfantIdentifier?
    public var condition: AlarmCondition
    public var alarmClass: AlarmClass?
    public var priority: AlarmPriority
    public var since: Instant
    public var response: ResponseEvent.Response?
  }

  public var at: Instant
  public var wall: WallTime?
  public var clockQuality: ClockQuality
  public var beds: [Bed]
  /// Loudest first, then oldest.
  public var alarms: [Alarm]
  /// What was learnt of the clock, oldest first; bounded.
  public var clockChanges: [ClockChange] = []
}

extension Ward {
  public var view: WardView {
    WardView(
      at: state.now, wall: state.clock.wall(at: state.now), clockQuality: state.clock.quality,
      beds: state.dyads.indices.map(bed), alarms: standingAlarms(),
      clockChanges: state.clock.changes)
  }

  private func bed(_ index: Int) -> WardView.Bed {
    let dyad = state.dyads[index]
    let window = day(at: state.now)?.window ?? dyad.ledger.coveredFrom..<Instant.distantFuture
    let isHeard =
      dyad.skin.updatedAt.map { state.now - $0 <= settings.deviceSilentAfter } ?? false
    return WardView.Bed(
      infant: dyad.infant, bed: dyad.assignment.bed,
      contact: dyad.detector.provisional(settings: settings),
      probability: dyad.detector.probability,
      today: dyad.ledger.totals(within: window, now: state.now),
      skin: isHeard ? dyad.skin.value : nil, skinIsDoubted: dyad.attachment.isDoubted,
      axillaryOffset: dyad.axillaryOffset,
      room: roomOfDyad(index), goal: goal(of: dyad.infant))
  }

  private func standingAlarms() -> [WardView.Alarm] {
    var rows: [WardView.Alarm] = []
    func add(_ condition: MonitoredCondition, _ rule: AlarmRule) {
      guard let alarm = condition.standing else { return }
      let level = rule.levels[alarm.level]
      rows.append(
        WardView.Alarm(
          identifier: alarm.identifier, subject: condition.subject, infant: condition.infant,
          condition: condition.condition,
          alarmClass: level.alarmClass, priority: level.priority, since: alarm.since,
          response: alarm.response))
    }
    for dyad in state.dyads {
      add(dyad.hypothermia, table.hypothermia)
      add(dyad.hyperthermia, table.hyperthermia)
      add(dyad.probeDetached, table.probeDetached)
      add(dyad.contradictorySignals, table.contradictorySignals)
    }
    for room in state.rooms { add(room.cold, table.coldRoom) }
    for device in state.devices {
      add(device.silent, device.silentRule(table))
      add(device.battery, table.batteryLow)
    }
    for port in state.ports.keys.sorted() {
      if let lost = state.ports[port] { add(lost, table.portLost) }
    }
    add(state.storeFailing, table.storeFailing)
    add(state.uplinkBehind, table.uplinkBehind)
    add(state.configurationRefused, table.configurationRefused)
    return rows.sorted { ($1.priority, $0.since, $0.subject) < ($0.priority, $1.since, $1.subject) }
  }
}
