import CareModel

/// One board as it leaves the factory and is set up on its bed.
public struct BoardScript: Hashable, Sendable {
  public var role: BoardRole
  /// The ward's name for it, as in "binder-1".
  public var device: DeviceIdentifier
  public var serialNumber: UInt64
  /// 0 streams by itself; 1 to 247 answers on a bus when polled.
  public var address: UInt8 = 0
  public var sensors: SensorSet
  public var reportPeriod: TimeLength
  public var historyPeriod: TimeLength
  /// Records that the board can keep; 0 for a board without history.
  public var historyCapacity: Int
  public var firmwareVersion = "1.0.3"
  public var hardwareRevision: UInt16 = 2
  /// What its reports lose on the way.
  public var losses = ReportLosses()
  /// When the board gets power, on the gateway's timeline.
  public var poweredAt: Instant
  /// How often it had started before.
  public var bootCounter: UInt32
  /// Its clock runs fast by this, in parts per million.
  public var clockErrorPpm: Double

  init(role: BoardRole, bed: Int, drawnWith generator: inout SeededGenerator) {
    self.role = role
    switch role {
    case .binder:
      device = DeviceIdentifier("binder-\(bed)")
      sensors = .fullBinder
      reportPeriod = .seconds(5)
      historyPeriod = .seconds(10)
    case .probe:
      device = DeviceIdentifier("probe-\(bed)")
      sensors = .probe
      reportPeriod = .seconds(5)
      historyPeriod = .seconds(10)
    case .room:
      device = DeviceIdentifier("room-\(bed)")
      sensors = .wardThermometer
      reportPeriod = .seconds(30)
      historyPeriod = .seconds(60)
    }
    historyCapacity = 8640
    serialNumber =
      0x4B4D_4300_0000_0000 | UInt64(role.rawValue + 1) << 32
      | UInt64(generator.integer(0, 0xFFFF)) << 16 | UInt64(bed & 0xFFFF)
    poweredAt = Instant(milliseconds: Int64(generator.integer(20, 2900)))
    bootCounter = UInt32(generator.integer(1, 60))
    clockErrorPpm = generator.uniform(-40, 40)
  }
}
