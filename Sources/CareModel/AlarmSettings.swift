/// The tunables of the alarm table that came with it; the catalogue gives unit, range and source.
public struct AlarmSettings: Hashable, Codable, Sendable {
  // Trend of the skin temperature
  public var fallingFastWithin = TimeLength.minutes(15)
  public var fallingFastDelay = TimeLength.minutes(3)
  public var fallingFastResolveDelay = TimeLength.minutes(5)
  public var fallingWindow = TimeLength.minutes(5)
  public var fallingPerMinute = Celsius(0.03)

  // Probe attachment
  public var probeBelowInnerFor = TimeLength.seconds(45)
  public var probeInnerAtMost = Celsius(38.0)

  // Room
  public var hotRoomAbove = Celsius(30.0)
  public var hotRoomResolvedFrom = Celsius(29.5)
  public var hotRoomDelay = TimeLength.minutes(10)
  public var hotRoomResolveDelay = TimeLength.minutes(10)

  // Contact and hours
  public var contactInterruptedAfter = TimeLength.minutes(180)
  public var behindGoalCheck = TimeLength.minutes(960)
  public var behindGoalShare = 0.5

  // The gateway itself
  public var clockUnsetDelay = TimeLength.minutes(10)
  public var clockKeptDelay = TimeLength.minutes(720)
  public var storeFailingDelay = TimeLength.zero
  public var diskFillingDelay = TimeLength.zero
  public var uplinkBehindDelay = TimeLength.zero
  public var configurationRefusedDelay = TimeLength.zero
  public var outputFailedDelay = TimeLength.zero
  public var stationUnreachableDelay = TimeLength.zero

  // Flapping
  public var flappingCrossings = 3.0
  public var flappingWindow = TimeLength.minutes(60)
  public var flappingResolveDelay = TimeLength.minutes(15)

  // Response
  public var escalateHighAfter = TimeLength.minutes(10)
  public var escalateMediumAfter = TimeLength.minutes(30)
  public var standbyAtMost = TimeLength.minutes(120)
  public var alarmTestFor = TimeLength.seconds(10)

  public var priorities = AlarmPriorities()

  public init() {}
}
