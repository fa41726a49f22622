/// What outputs are to show: the loudest that stands, and the loudest that is to be heard.
public struct Annunciation: Hashable, Codable, Sendable {
  /// The alarms of one place, put together.
  public struct Level: Hashable, Codable, Sendable {
    /// The loudest that stands, acknowledged or not; nil while nothing does.
    public var standing: AlarmPriority?
    /// The loudest that is neither acknowledged nor paused; nil while nothing is to be heard.
    public var sounding: AlarmPriority?
    /// True where nobody answered in time: louder than usual, and at the bed.
    public var isEscalated: Bool

    public init(
      standing: AlarmPriority? = nil, sounding: AlarmPriority? = nil, isEscalated: Bool = false
    ) {
      self.standing = standing
      self.sounding = sounding
      self.isEscalated = isEscalated
    }

    /// The louder of both.
    public mutating func add(_ other: Level) {
      if let priority = other.standing { standing = max(standing ?? priority, priority) }
      if let priority = other.sounding { sounding = max(sounding ?? priority, priority) }
      isEscalated = isEscalated || other.isEscalated
    }
  }

  /// Everything at this hub, rooms and technical alarms included.
  public var ward: Level
  /// By the bed's name, or the infant's pseudonym where a bed has none; quiet beds are left out.
  public var beds: [String: Level]
  /// What belongs to no bed, as where the gateway itself is not well: it concerns all of them.
  public var everywhere: Level
  /// An alarm test is under way: outputs show high priority, marked as a test.
  public var isTest: Bool
  /// The station does not answer: ring at the bed, whatever was configured.
  public var stationIsSilent: Bool

  public init(
    ward: Level = Level(), beds: [String: Level] = [:], everywhere: Level = Level(),
    isTest: Bool = false,
    stationIsSilent: Bool = false
  ) {
    self.ward = ward
    self.beds = beds
    self.everywhere = everywhere
    self.isTest = isTest
    self.stationIsSilent = stationIsSilent
  }

  /// Nothing stands and nothing is to be heard.
  public static let quiet = Annunciation()
}
