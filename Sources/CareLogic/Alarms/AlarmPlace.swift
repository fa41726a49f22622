import CareModel

/// Whom an alarm is about, and where people find it.
public struct AlarmPlace: Hashable, Codable, Sendable {
  public var subject: AlarmSubject
  /// The infant whose bed a device's alarm belongs to.
  public var infant: InfantIdentifier?
  /// The room that a ward thermometer's alarm belongs to.
  public var room: DeviceIdentifier?
  /// The beds that one alarm speaks for; by pseudonym where a bed has no name.
  public var beds: [String]

  public init(
    _ subject: AlarmSubject, infant: InfantIdentifier? = nil, room: DeviceIdentifier? = nil,
    beds: [String] = []
  ) {
    self.subject = subject
    self.infant = infant
    self.room = room
    self.beds = beds
  }
}
