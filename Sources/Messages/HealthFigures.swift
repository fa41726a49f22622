import CareModel

/// How the gateway and its ward are at one moment, as plain figures.
public struct HealthFigures: Hashable, Sendable {
  /// One serial port and what came over it since the gateway started.
  public struct Port: Hashable, Sendable {
    public var name: PortIdentifier
    public var isOpen: Bool
    public var receivedBytes: UInt64 = 0
    public var frames: UInt64 = 0
    public var rejectedFrames: UInt64 = 0
    /// Boards that were ever heard on it.
    public var boards = 0

    public init(name: PortIdentifier, isOpen: Bool) {
      self.name = name
      self.isOpen = isOpen
    }
  }

  public struct Store: Hashable, Sendable {
    public var isWorking: Bool
    /// In words: `working`, or what fails.
    public var text: String
    /// Events that were given up because the disk did not take them.
    public var droppedEvents = 0
    public var droppedSampleBlocks = 0

    public init(isWorking: Bool, text: String) {
      self.isWorking = isWorking
      self.text = text
    }
  }

  /// What waits to be acknowledged by a destination.
  public struct Outbox: Hashable, Sendable {
    public var messages: Int64 = 0
    public var bytes: Int64 = 0
    /// How long the oldest has waited; nil where none waits.
    public var oldestAge: TimeLength?
    /// Until the limit, at the present rate; nil where nothing waits or it cannot be said.
    public var daysLeft: Double?
    /// Details that were given up to make room.
    public var thinned: Int64 = 0
    /// Set aside because the other side will never take them.
    public var refused: Int64 = 0

    public init() {}
  }

  /// The connection to one destination.
  public struct Uplink: Hashable, Sendable {
    public var name: String
    public var isConnected: Bool
    public var timesConnected = 0
    public var sent: UInt64 = 0
    public var acknowledged: UInt64 = 0
    /// Why there is no connection, in words; nil while there is one, or none was tried.
    public var problem: String?

    public init(name: String, isConnected: Bool) {
      self.name = name
      self.isConnected = isConnected
    }
  }

  /// An alarm that stands; whoever comes late learns of it here.
  public struct StandingAlarm: Hashable, Sendable {
    public var identifier: AlarmIdentifier
    public var infant: InfantIdentifier?
    /// The device, room or port that it is about, where it is about one.
    public var subject: String?
    public var condition: AlarmCondition
    public var alarmClass: AlarmClass?
    public var priority: AlarmPriority
    public var since: Instant
    public var response: ResponseEvent.Response?
  }

  /// One bed as it is now.
  public struct Bed: Hashable, Sendable {
    public enum Contact: String, Sendable {
      case contact, unobserved
      case noContact = "no-contact"
    }

    public var infant: InfantIdentifier
    public var bed: String?
    public var contact: Contact
    /// Of the day that is running; provisional.
    public var contactToday: TimeLength
    public var unobservedToday: TimeLength
    public var skin: Celsius?
    public var skinIsDoubted: Bool
    public var room: Celsius?
    public var goalReached: Answer?
    /// How many alarms stand about this infant.
    public var alarms: Int
  }

  /// The gateway's version, such as `0.1.0`.
  public var version: String
  /// Since the gateway started.
  public var uptime: TimeLength
  public var ports: [Port] = []
  public var store: Store
  /// Nil where nothing is to be sent.
  public var outbox: Outbox?
  public var uplinks: [Uplink] = []
  /// Oldest first.
  public var clockChanges: [ClockChange] = []
  /// Loudest first.
  public var alarms: [StandingAlarm] = []
  public var beds: [Bed] = []

  public init(version: String, uptime: TimeLength, store: Store) {
    self.version = version
    self.uptime = uptime
    self.store = store
  }
}
