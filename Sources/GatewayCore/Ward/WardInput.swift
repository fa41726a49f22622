import CareModel

/// Everything that can happen in a ward, as the trace format writes it down.
public enum WardInput: Hashable, Sendable {
  case sample(Sample)
  /// A device can no longer be reached, or can again.
  case link(DeviceIdentifier, isUp: Bool)
  case clock(WallTime, ClockQuality)
  /// The gateway started again: nobody watched since the last input.
  case boot(BootIdentifier)
  case respond(WardResponse)
  case assign(Assignment)
  case release(InfantIdentifier)
  case axillary(InfantIdentifier, Celsius)
  case port(PortIdentifier, isOpen: Bool)
  case store(isFailing: Bool)
  /// What is to be sent onwards waits for too long, or fills its room.
  case uplink(isBehind: Bool)
  /// The configuration file cannot be used, and the last good one runs.
  case configuration(isRefused: Bool)
  /// Somebody cares for the infant away from its sensors for a while; a length of zero ends it.
  case standby(InfantIdentifier, length: TimeLength, by: PersonIdentifier?)
  /// Every output is to show for a short time that it works.
  case alarmTest(by: PersonIdentifier?)
  /// A relay, a lamp or a buzzer does not do what it is told, or does again.
  case output(OutputIdentifier, isFailing: Bool)
  case disk(isFilling: Bool)
  /// The nurse station confirms what it is sent, or has not for too long.
  case station(isReachable: Bool)
  /// A line of a later version that says nothing to this one: only time passes.
  case nothing
}

/// A nurse's answer to an alarm.
public struct WardResponse: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case acknowledge
    case pause
  }

  public enum Target: Hashable, Sendable {
    case infant(InfantIdentifier)
    case room(DeviceIdentifier)
    case port(PortIdentifier)
    /// One device alone; another of the same bed may be in worse trouble.
    case device(DeviceIdentifier)
    case output(OutputIdentifier)
    /// The gateway itself: its store, its uplink, its configuration, its outputs.
    case gateway
    /// Whatever stands at this hub.
    case everything
  }

  public var kind: Kind
  /// Nil for all that stands for the target: of an infant, its devices' too.
  public var condition: AlarmCondition?
  public var target: Target
  public var by: PersonIdentifier?

  public init(
    kind: Kind, condition: AlarmCondition?, target: Target, by: PersonIdentifier?
  ) {
    self.kind = kind
    self.condition = condition
    self.target = target
    self.by = by
  }
}
