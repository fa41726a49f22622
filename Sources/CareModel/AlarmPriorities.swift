/// How loud each level of the alarm table is; the catalogue gives ranges and sources.
public struct AlarmPriorities: Hashable, Codable, Sendable {
  public var hypothermiaMild = AlarmPriority.low
  public var hypothermiaModerate = AlarmPriority.high
  public var hypothermiaSevere = AlarmPriority.high
  public var fallingFast = AlarmPriority.medium
  public var hyperthermia = AlarmPriority.medium
  public var coldRoom = AlarmPriority.medium
  public var hotRoom = AlarmPriority.low
  public var probeDetached = AlarmPriority.low
  /// Where the detached probe's reading itself would be moderate hypothermia or worse.
  public var probeDetachedCold = AlarmPriority.high
  public var contactInterrupted = AlarmPriority.low
  public var behindGoal = AlarmPriority.low
  public var deviceSilent = AlarmPriority.low
  /// A probe on an infant: its temperature is not watched.
  public var probeSilent = AlarmPriority.medium
  public var batteryLow = AlarmPriority.low
  public var contradictorySignals = AlarmPriority.low
  public var portLost = AlarmPriority.medium
  public var clockUntrusted = AlarmPriority.low
  public var storeFailing = AlarmPriority.medium
  public var diskFilling = AlarmPriority.low
  public var uplinkBehind = AlarmPriority.low
  public var configurationRefused = AlarmPriority.low
  public var outputFailed = AlarmPriority.medium
  public var stationUnreachable = AlarmPriority.medium

  public init() {}
}
