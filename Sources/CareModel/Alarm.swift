/// Every condition that can be alarmed; raw values are the frozen names of the event stream.
public enum AlarmCondition: String, Codable, Sendable, CaseIterable, Comparable {
  case hypothermia
  case fallingFast = "falling-fast"
  case hyperthermia
  case coldRoom = "cold-room"
  case hotRoom = "hot-room"
  case probeDetached = "probe-detached"
  case contactInterrupted = "contact-interrupted"
  case behindGoal = "behind-goal"
  case deviceSilent = "device-silent"
  case batteryLow = "battery-low"
  case contradictorySignals = "contradictory-signals"
  case portLost = "port-lost"
  case clockUntrusted = "clock-untrusted"
  case storeFailing = "store-failing"
  case diskFilling = "disk-filling"
  case uplinkBehind = "uplink-behind"
  case configurationRefused = "configuration-refused"
  case outputFailed = "output-failed"
  case stationUnreachable = "station-unreachable"

  public static func < (left: AlarmCondition, right: AlarmCondition) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// How bad a graded condition is, least first.
public enum AlarmClass: String, Codable, Sendable, Comparable {
  case mild, moderate, severe

  public static func < (left: AlarmClass, right: AlarmClass) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .mild: 0
    case .moderate: 1
    case .severe: 2
    }
  }
}

/// How quickly somebody has to come.
public enum AlarmPriority: String, Codable, Sendable, Comparable, CaseIterable {
  case low, medium, high

  public static func < (left: AlarmPriority, right: AlarmPriority) -> Bool {
    left.rank < right.rank
  }

  /// 1, low, to 3, high.
  public var rank: Int {
    switch self {
    case .low: 1
    case .medium: 2
    case .high: 3
    }
  }

  /// The priority of this rank; a rank beyond the ends is the nearest end.
  public init(rank: Int) { self = rank <= 1 ? .low : rank == 2 ? .medium : .high }
}

/// Whom or what an alarm is about.
public enum AlarmSubject: Hashable, Codable, Sendable, Comparable {
  case infant(InfantIdentifier)
  case room(DeviceIdentifier)
  /// A device of an infant's bed, or a room's.
  case device(DeviceIdentifier)
  case port(PortIdentifier)
  /// A relay, a lamp or a buzzer that is to tell of alarms.
  case output(OutputIdentifier)
  /// The gateway itself: its store, its clock.
  case gateway

  /// The name that stands in an alarm's identifier.
  public var name: String {
    switch self {
    case .infant(let infant): infant.name
    case .room(let room): room.name
    case .device(let device): device.name
    case .port(let port): port.name
    case .output(let output): output.name
    case .gateway: "gateway"
    }
  }

  public static func < (left: AlarmSubject, right: AlarmSubject) -> Bool { left.name < right.name }
}

/// Deterministic identity of one raising of one condition: a receiver drops repeats by it.
public struct AlarmIdentifier: Identifier {
  public let name: String
  public init(_ name: String) { self.name = name }

  public init(
    boot: BootIdentifier, subject: AlarmSubject, condition: AlarmCondition, onset: Instant
  ) {
    name = "\(boot.name)/\(subject.name)/\(condition.rawValue)/\(onset.milliseconds)"
  }
}

/// A change of an alarm condition.
public struct AlarmEvent: Hashable, Codable, Sendable {
  public enum State: String, Codable, Sendable { case active, changed, resolved }

  public var identifier: AlarmIdentifier
  public var subject: AlarmSubject
  /// The infant whose bed a device's alarm belongs to.
  public var infant: InfantIdentifier?
  /// The room that a ward thermometer's alarm belongs to.
  public var room: DeviceIdentifier?
  public var condition: AlarmCondition
  public var alarmClass: AlarmClass?
  public var priority: AlarmPriority
  public var state: State
  /// The dated onset of the condition.
  public var since: Instant
  /// When this change was decided.
  public var at: Instant
  /// The beds that one alarm speaks for: those of a room; by pseudonym where a bed has no name.
  public var beds: [String]
  /// The signal crosses its threshold again and again.
  public var isFlapping: Bool
  /// Resolved in the world, and shown until somebody has acknowledged it.
  public var isLatched: Bool

  public init(
    identifier: AlarmIdentifier, subject: AlarmSubject, infant: InfantIdentifier?,
    room: DeviceIdentifier?, condition: AlarmCondition, alarmClass: AlarmClass?,
    priority: AlarmPriority, state: State, since: Instant, at: Instant, beds: [String] = [],
    isFlapping: Bool = false, isLatched: Bool = false
  ) {
    self.identifier = identifier
    self.subject = subject
    self.infant = infant
    self.room = room
    self.condition = condition
    self.alarmClass = alarmClass
    self.priority = priority
    self.state = state
    self.since = since
    self.at = at
    self.beds = beds
    self.isFlapping = isFlapping
    self.isLatched = isLatched
  }
}

/// What a person, or the passing of time, did about an alarm; never a change of its condition.
public struct ResponseEvent: Hashable, Codable, Sendable {
  public enum Response: String, Codable, Sendable {
    case acknowledged
    case paused
    /// An acknowledgement or a pause ran out while the condition stands: it rings again.
    case reminder
    /// The condition got worse than what was acknowledged, or nobody answered in time.
    case escalated
  }

  public var identifier: AlarmIdentifier
  public var response: Response
  public var by: PersonIdentifier?
  public var until: Instant?
  public var at: Instant

  public init(
    identifier: AlarmIdentifier, response: Response, by: PersonIdentifier?, until: Instant?,
    at: Instant
  ) {
    self.identifier = identifier
    self.response = response
    self.by = by
    self.until = until
    self.at = at
  }
}
