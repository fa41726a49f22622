import CareModel

/// What the station page shows: all beds and standing alarms of one hub, or of a whole ward.
///
/// A key is always there; what is not known is null, never zero.
public struct StationSnapshot: Hashable, Codable, Sendable {
  /// Nil while nobody has told the hub the time.
  public var wall: StationTime?
  public var clockQuality: ClockQuality
  /// Contact a day that is aimed at, in seconds.
  public var goalSeconds: Int
  /// Rises with every new snapshot of one source; a page knows by it that it is behind.
  public var sequence: Int
  public var hubs: [StationHub]
  public var beds: [StationBed]
  /// In the order of `StationAlarm.isBefore`: what nobody has answered yet comes first.
  public var alarms: [StationAlarm]
  /// An alarm test is under way: outputs sound though nobody is in danger.
  public var isTest: Bool
  /// What became at the stations of the test that runs, or has just ended; nil where none is asked.
  public var stationTest: StationTest?

  public init(
    wall: StationTime?, clockQuality: ClockQuality, goalSeconds: Int, sequence: Int,
    hubs: [StationHub], beds: [StationBed], alarms: [StationAlarm], isTest: Bool,
    stationTest: StationTest? = nil
  ) {
    self.wall = wall
    self.clockQuality = clockQuality
    self.goalSeconds = goalSeconds
    self.sequence = sequence
    self.hubs = hubs
    self.beds = beds
    self.alarms = alarms.sorted(by: StationAlarm.isBefore)
    self.isTest = isTest
    self.stationTest = stationTest
  }

  enum CodingKeys: String, CodingKey {
    case wall
    case clockQuality = "clock_quality"
    case goalSeconds = "goal_s"
    case sequence, hubs, beds, alarms
    case isTest = "is_test"
    case stationTest = "station_test"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(wall, forKey: .wall)
    try container.encode(clockQuality, forKey: .clockQuality)
    try container.encode(goalSeconds, forKey: .goalSeconds)
    try container.encode(sequence, forKey: .sequence)
    try container.encode(hubs, forKey: .hubs)
    try container.encode(beds, forKey: .beds)
    try container.encode(alarms, forKey: .alarms)
    try container.encode(isTest, forKey: .isTest)
    try container.encode(stationTest, forKey: .stationTest)
  }
}
