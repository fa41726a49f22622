import CareModel

/// What the stations of a ward get from this hub over the broker, and what they may do.
public struct RelayConfiguration: Hashable, Sendable {
  /// Whether the ward is published for stations, and their answers are heard.
  public var isOn = false
  /// Whether a station that confirms no alarm is itself an alarm.
  public var expectsConfirmation = true
  /// 1 to 60 s, less than `silentAfter`.
  public var againAfter = TimeLength.seconds(5)
  /// 5 to 600 s.
  public var silentAfter = TimeLength.seconds(30)
  /// 0.5 to 2 s: a station calls a hub silent after 5 s.
  public var heartbeat = TimeLength.seconds(2)
  /// Whether people at a station may acknowledge, pause, put on standby and test.
  public var takesActs = true
  /// 2 to 120 s; what somebody did while he saw something older is refused.
  public var actWithin = TimeLength.seconds(10)
  /// Of all stations together, 1 to 10,000.
  public var actsPerMinute = 120

  /// No station at all.
  public init() {}
}
