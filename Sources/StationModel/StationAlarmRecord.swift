import CareModel

/// One line of the alarm history: a change of a condition, or what was done about it.
public struct StationAlarmRecord: Hashable, Codable, Sendable {
  /// The first three are of the condition, the others of the response.
  public enum State: String, Codable, Sendable, CaseIterable {
    case active, changed, resolved, acknowledged, paused, reminder, escalated
  }

  public var id: AlarmIdentifier
  public var hub: String
  public var subject: String
  public var infant: InfantIdentifier?
  /// Nil for a response whose alarm is no longer known.
  public var condition: AlarmCondition?
  public var alarmClass: AlarmClass?
  public var priority: AlarmPriority?
  public var state: State
  /// Nil where the time was not known.
  public var at: StationTime?
  public var by: PersonIdentifier?

  public init(
    id: AlarmIdentifier, hub: String, subject: String, infant: InfantIdentifier?,
    condition: AlarmCondition?, alarmClass: AlarmClass?, priority: AlarmPriority?, state: State,
    at: StationTime?, by: PersonIdentifier?
  ) {
    self.id = id
    self.hub = hub
    self.subject = subject
    self.infant = infant
    self.condition = condition
    self.alarmClass = alarmClass
    self.priority = priority
    self.state = state
    self.at = at
    self.by = by
  }

  enum CodingKeys: String, CodingKey {
    case id, hub, subject, infant, condition
    case alarmClass = "class"
    case priority, state, at, by
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(hub, forKey: .hub)
    try container.encode(subject, forKey: .subject)
    try container.encode(infant, forKey: .infant)
    try container.encode(condition, forKey: .condition)
    try container.encode(alarmClass, forKey: .alarmClass)
    try container.encode(priority, forKey: .priority)
    try container.encode(state, forKey: .state)
    try container.encode(at, forKey: .at)
    try container.encode(by, forKey: .by)
  }
}
