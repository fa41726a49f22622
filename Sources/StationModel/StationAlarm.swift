import CareModel

/// One alarm that stands, or that waits for somebody to look.
public struct StationAlarm: Hashable, Codable, Sendable {
  /// What somebody did about it that still holds.
  public enum Response: String, Codable, Sendable, CaseIterable { case acknowledged, paused }

  public var id: AlarmIdentifier
  public var hub: String
  /// The infant, room, device or port that it is about; `gateway` for the hub itself.
  public var subject: String
  public var infant: InfantIdentifier?
  public var bed: String?
  public var room: String?
  /// The beds that an alarm of a room touches.
  public var beds: [String]
  public var condition: AlarmCondition
  public var alarmClass: AlarmClass?
  public var kind: AlarmKind
  public var priority: AlarmPriority
  /// The dated onset; nil while the time is not known.
  public var since: StationTime?
  /// How long it has stood, in seconds.
  public var forSeconds: Int
  /// It comes and goes, and is told once.
  public var isFlapping: Bool
  /// Its cause is over; it stays until somebody has looked.
  public var isLatched: Bool
  public var response: Response?
  public var by: PersonIdentifier?
  /// Until the response runs out, in seconds.
  public var remainingSeconds: Int?

  public init(
    id: AlarmIdentifier, hub: String, subject: String, infant: InfantIdentifier?, bed: String?,
    room: String?, beds: [String] = [], condition: AlarmCondition, alarmClass: AlarmClass?,
    kind: AlarmKind, priority: AlarmPriority, since: StationTime?, forSeconds: Int,
    isFlapping: Bool = false, isLatched: Bool = false, response: Response? = nil,
    by: PersonIdentifier? = nil, remainingSeconds: Int? = nil
  ) {
    self.id = id
    self.hub = hub
    self.subject = subject
    self.infant = infant
    self.bed = bed
    self.room = room
    self.beds = beds
    self.condition = condition
    self.alarmClass = alarmClass
    self.kind = kind
    self.priority = priority
    self.since = since
    self.forSeconds = forSeconds
    self.isFlapping = isFlapping
    self.isLatched = isLatched
    self.response = response
    self.by = by
    self.remainingSeconds = remainingSeconds
  }

  /// The order of the list: unanswered first, then the loudest, then the oldest.
  public static func isBefore(_ left: StationAlarm, _ right: StationAlarm) -> Bool {
    if (left.response == nil) != (right.response == nil) { return left.response == nil }
    if left.priority != right.priority { return left.priority > right.priority }
    if left.forSeconds != right.forSeconds { return left.forSeconds > right.forSeconds }
    return (left.hub, left.id) < (right.hub, right.id)
  }

  enum CodingKeys: String, CodingKey {
    case id, hub, subject, infant, bed, room, beds, condition
    case alarmClass = "class"
    case kind, priority, since
    case forSeconds = "for_s"
    case isFlapping = "is_flapping"
    case isLatched = "is_latched"
    case response, by
    case remainingSeconds = "remaining_s"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(hub, forKey: .hub)
    try container.encode(subject, forKey: .subject)
    try container.encode(infant, forKey: .infant)
    try container.encode(bed, forKey: .bed)
    try container.encode(room, forKey: .room)
    try container.encode(beds, forKey: .beds)
    try container.encode(condition, forKey: .condition)
    try container.encode(alarmClass, forKey: .alarmClass)
    try container.encode(kind, forKey: .kind)
    try container.encode(priority, forKey: .priority)
    try container.encode(since, forKey: .since)
    try container.encode(forSeconds, forKey: .forSeconds)
    try container.encode(isFlapping, forKey: .isFlapping)
    try container.encode(isLatched, forKey: .isLatched)
    try container.encode(response, forKey: .response)
    try container.encode(by, forKey: .by)
    try container.encode(remainingSeconds, forKey: .remainingSeconds)
  }
}
