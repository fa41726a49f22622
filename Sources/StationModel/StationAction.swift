import CareModel

/// What somebody at the station asks for; each carries the pseudonym of who does it.
public enum StationAction: Hashable, Codable, Sendable {
  case acknowledge(AlarmIdentifier, by: PersonIdentifier)
  /// Nil pauses the sound of all that stands, at every hub that the source serves.
  case pause(AlarmIdentifier?, by: PersonIdentifier)
  /// No alarms of this infant while it is bathed or carried; a length of zero ends it.
  case standby(InfantIdentifier, length: TimeLength, by: PersonIdentifier)
  case alarmTest(by: PersonIdentifier)

  public var by: PersonIdentifier {
    switch self {
    case .acknowledge(_, let by), .pause(_, let by), .standby(_, _, let by), .alarmTest(let by): by
    }
  }
}
