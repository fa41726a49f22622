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
    /// Set while the infant is cared for away from its sensors.
    public var standby: Standby?
    /// Who has the infant, as assigned.
    public var provider = Provider.unknown
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
    public var kind = AlarmKind.technical
    /// The infant's bed.
    public var bed: String?
    public var room: DeviceIdentifier?
    /// The beds that one alarm speaks for; by pseudonym where a bed has no name.
    public var beds: [String] = []
    public var isFlapping = false
    /// No longer so, and shown until somebody has acknowledged it.
    public var isLatched = false
    /// Who answered, and until when the answer holds.
    public var by: PersonIdentifier?
    public var until: Instant?

    /// To whom an answer to this alarm is addressed, together with its condition.
    public var target: WardResponse.Target {
      switch subject {
      case .infant(let infant): .infant(infant)
      case .room(let room): .room(room)
      case .device(let device): .device(device)
      case .port(let port): .port(port)
      case .output(let output): .output(output)
      case .gateway: .gateway
      }
    }
  }

  /// A time in which an infant's alarms wait, because somebody has it in hand.
  public struct Standby: Hashable, Codable, Sendable {
    public var from: Instant
    public var until: Instant
    public var by: PersonIdentifier?

    public init(from: Instant, until: Instant, by: PersonIdentifier?) {
      self.from = from
      self.until = until
      self.by = by
    }
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
      room: roomOfDyad(index), goal: goal(of: dyad.infant), standby: dyad.standby,
      provider: dyad.assignment.provider)
  }
}
