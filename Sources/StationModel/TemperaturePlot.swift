import CareModel

/// The temperatures of one infant over the last hours, in equal steps, oldest first.
///
/// Both lists have the same length; a step in which nothing was measured is nil and stays a gap.
public struct TemperaturePlot: Hashable, Codable, Sendable {
  public var infant: InfantIdentifier
  /// Length of a step in seconds.
  public var stepSeconds: Int
  /// When the last step ends; nil while the time is not known.
  public var until: StationTime?
  /// Degrees Celsius.
  public var skinCelsius: [Double?]
  public var roomCelsius: [Double?]

  public init(
    infant: InfantIdentifier, stepSeconds: Int, until: StationTime?, skinCelsius: [Double?],
    roomCelsius: [Double?]
  ) {
    self.infant = infant
    self.stepSeconds = stepSeconds
    self.until = until
    self.skinCelsius = skinCelsius
    self.roomCelsius = roomCelsius
  }

  enum CodingKeys: String, CodingKey {
    case infant
    case stepSeconds = "step_s"
    case until
    case skinCelsius = "skin_c"
    case roomCelsius = "room_c"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(infant, forKey: .infant)
    try container.encode(stepSeconds, forKey: .stepSeconds)
    try container.encode(until, forKey: .until)
    try container.encode(skinCelsius, forKey: .skinCelsius)
    try container.encode(roomCelsius, forKey: .roomCelsius)
  }
}
