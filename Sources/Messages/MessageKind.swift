/// What a message is about; raw values are the last part of its topic.
public enum MessageKind: String, Hashable, Sendable, CaseIterable {
  /// The hours of one infant on one day.
  case day
  /// One session of contact, when it has ended.
  case session
  /// A change of an alarm, or what somebody did about one.
  case alarm
  /// How the gateway and the ward are now.
  case health
  /// One sample as it came.
  case reading
  /// Whether the gateway is there: the birth and the last will.
  case state

  /// True for what is never given up to make room.
  public var isKept: Bool { self == .day || self == .alarm }

  /// True where the broker keeps the last one for whoever comes later.
  public var isRetained: Bool { self == .health || self == .state }

  /// MQTT's quality of service: 1 is acknowledged, 0 is sent once and forgotten.
  public var qualityOfService: Int { self == .reading ? 0 : 1 }
}
