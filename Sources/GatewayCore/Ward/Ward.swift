import CareLogic
import CareModel

/// The ward's decisions: contact, hours and alarms of every infant, from one ordered stream of inputs.
///
/// Deadlines are met at their own instants, before the input that shows that time has passed; so the
/// same inputs give the same events however often the clock ticks in between.
public struct Ward: Sendable {
  public let settings: CareSettings
  public let calendar: FacilityCalendar
  let table: AlarmTable
  var state: WardState
  var events: [CareEvent] = []
  /// How often what is booked has changed since the start.
  var transitions = 0
  var deviceIndex: [DeviceIdentifier: Int] = [:]
  /// No timer is due before this; it may be earlier than the next that is.
  var earliestDeadline = Instant.distantFuture
  /// An alarm was told or answered since what is held back was last looked at.
  var mustLookAtHeldBack = true
  var annunciationIsStale = true
  var lastAnnunciation: Annunciation?

  public init(
    settings: CareSettings, calendar: FacilityCalendar, start: WallTime?,
    boot: BootIdentifier = "b1"
  ) {
    self.init(
      settings: settings, calendar: calendar, restoring: WardState(start: start, boot: boot))
  }

  /// A ward as a checkpoint left it; the next input must be `.boot`.
  public init(settings: CareSettings, calendar: FacilityCalendar, restoring state: WardState) {
    self.settings = settings
    self.calendar = calendar
    self.state = state
    table = AlarmTable(settings)
    reindex()
    judgeClock(at: state.now)
    earliestDeadline = nextDeadline()
  }

  public var checkpoint: WardState { state }
  public var now: Instant { state.now }
  public var boot: BootIdentifier { state.boot }
  public var clockQuality: ClockQuality { state.clock.quality }

  /// Who is in care, with which devices.
  public var assignments: [Assignment] { state.dyads.map(\.assignment) }

  /// Ports that are lost, or about to be alarmed as lost.
  public var lostPorts: [PortIdentifier] {
    state.alarms.compactMap { group -> PortIdentifier? in
      guard case .port(let port) = group.place.subject,
        let index = group.index(of: .portLost), !group.conditions[index].isQuiet
      else { return nil }
      return port
    }.sorted()
  }

  /// Outputs that fail, or are about to be alarmed as failing.
  public var failedOutputs: [OutputIdentifier] {
    state.alarms.compactMap { group -> OutputIdentifier? in
      guard case .output(let output) = group.place.subject,
        let index = group.index(of: .outputFailed), !group.conditions[index].isQuiet
      else { return nil }
      return output
    }.sorted()
  }

  /// The wall time of an instant, as far as it is known.
  public func wall(at instant: Instant) -> WallTime? { state.clock.wall(at: instant) }

  /// When the ward wants to be woken if nothing happens before.
  public var deadline: Instant { earliestDeadline }

  /// Lets time pass to `now`; an instant before the last input counts as the last input's.
  public mutating func step(at now: Instant) -> [CareEvent] {
    advance(to: now)
    return takeEvents()
  }

  /// Takes one input; returns what is to be told, in order.
  public mutating func step(_ input: WardInput, at now: Instant) -> [CareEvent] {
    if case .boot(let boot) = input {
      restart(boot, at: max(now, state.now))
      return takeEvents()
    }
    advance(to: now)
    let now = state.now
    switch input {
    case .sample(let sample): take(sample, at: now)
    case .link(let device, let isUp): setLink(device, isUp: isUp, at: now)
    case .clock(let wall, let quality): setClock(wall, quality, at: now)
    case .boot: break
    case .respond(let response): respond(response, at: now)
    case .assign(let assignment): assign(assignment, at: now)
    case .release(let infant): release(infant, at: now)
    case .axillary(let infant, let temperature): note(axillary: temperature, of: infant)
    case .port(let port, let isOpen): setPort(port, isOpen: isOpen, at: now)
    case .store(let isFailing): set(.storeFailing, isMet: isFailing, at: now)
    case .uplink(let isBehind): set(.uplinkBehind, isMet: isBehind, at: now)
    case .configuration(let isRefused): set(.configurationRefused, isMet: isRefused, at: now)
    case .standby(let infant, let length, let person):
      setStandby(infant, length: length, by: person, at: now)
    case .alarmTest(let person): startAlarmTest(by: person, at: now)
    case .output(let output, let isFailing): setOutput(output, isFailing: isFailing, at: now)
    case .disk(let isFilling): set(.diskFilling, isMet: isFilling, at: now)
    case .station(let isReachable): setStation(isReachable: isReachable, at: now)
    case .nothing: break
    }
    if mustLookAtHeldBack { settleHeldBack(at: now) }
    return takeEvents()
  }

  private mutating func takeEvents() -> [CareEvent] {
    if events.isEmpty { return [] }
    let taken = events
    events.removeAll()
    return taken
  }

  /// Meets every deadline up to `now`, each at its own instant.
  mutating func advance(to now: Instant) {
    while earliestDeadline <= now {
      let due = max(earliestDeadline, state.now)
      state.now = due
      meetDeadlines(at: due)
      if mustLookAtHeldBack { settleHeldBack(at: due) }
      // A timer that is due again at once may not hold time up.
      earliestDeadline = max(nextDeadline(), due + TimeLength(milliseconds: 1))
    }
    if now > state.now { state.now = now }
  }

  mutating func schedule(_ deadline: Instant?) {
    if let deadline, deadline < earliestDeadline { earliestDeadline = deadline }
  }
}
