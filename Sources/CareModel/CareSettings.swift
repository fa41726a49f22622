/// Every tunable of the care logic, with its default; `catalogue` gives unit, range and source.
public struct CareSettings: Hashable, Codable, Sendable {
  // Infant temperature
  public var hypothermiaMildBelow = Celsius(36.5)
  public var hypothermiaMildDelay = TimeLength.minutes(15)
  public var hypothermiaModerateBelow = Celsius(36.0)
  public var hypothermiaModerateDelay = TimeLength.minutes(5)
  public var hypothermiaSevereBelow = Celsius(32.0)
  public var hypothermiaSevereDelay = TimeLength.minutes(1)
  public var hyperthermiaAbove = Celsius(37.5)
  public var hyperthermiaDelay = TimeLength.minutes(5)
  public var skinHysteresis = Celsius(0.2)
  public var skinResolveDelay = TimeLength.minutes(3)
  public var temperatureFilter = TimeLength.seconds(20)

  // Room
  public var coldRoomBelow = Celsius(22.0)
  public var coldRoomResolvedFrom = Celsius(22.5)
  public var coldRoomDelay = TimeLength.minutes(10)
  public var coldRoomResolveDelay = TimeLength.minutes(10)

  // Probe attachment
  public var probeDetachedDelay = TimeLength.minutes(2)
  public var probeFallPerMinute = Celsius(0.5)
  public var probeNearRoom = Celsius(2.5)
  public var probeRoomProofBelow = Celsius(28.0)
  public var probeHotWardFrom = Celsius(30.0)
  public var probeBelowInnerFace = Celsius(1.0)
  public var probeReseatRise = Celsius(1.0)
  public var probeSettleDelay = TimeLength.minutes(5)

  // Devices
  public var deviceSilentAfter = TimeLength.minutes(3)
  public var deviceSilentPeriods = 6.0
  public var devicePeriodAtMost = TimeLength.seconds(60)
  public var batteryLowBelow = Millivolts(2600)
  public var batteryResolvedFrom = Millivolts(2700)
  public var batteryLowDelay = TimeLength.minutes(10)
  public var batteryResolveDelay = TimeLength.minutes(1)
  public var portLostDelay = TimeLength.minutes(1)

  // Alarms
  public var pendingForgivenAfter = TimeLength.minutes(1)
  public var acknowledgedFor = TimeLength.minutes(10)
  public var audioPausedFor = TimeLength.minutes(2)
  public var alarms = AlarmSettings()

  // Contact
  public var contact = ContactModelSettings()
  public var contactDecidedFrom = 0.75
  public var wornDecidedFrom = 0.85
  public var newElectrodeDecidedFrom = 0.95
  public var onSkinDecidedFrom = 0.97
  public var undecidedAtMost = TimeLength.minutes(20)
  public var contradictionDelay = TimeLength.minutes(15)
  public var contradictionResolveDelay = TimeLength.minutes(5)

  // History
  public var historyCompleteAfter = TimeLength.seconds(60)
  public var historyConfidence = 0.9
  public var historyPeriodAtMost = TimeLength.seconds(300)

  // Ledger
  public var sessionPauseAtMost = TimeLength.minutes(10)
  public var sessionShortBelow = TimeLength.minutes(60)
  public var bookingLag = TimeLength.seconds(120)
  public var ledgerDetail = TimeLength.hours(96)
  public var goalPerDay = TimeLength.hours(8)
  public var goalMustBeExceeded = 1.0
  public var goalWindow = TimeLength.zero
  public var firstHour = TimeLength.minutes(60)
  public var immediateWithin = TimeLength.minutes(120)
  public var redatingStep = TimeLength.seconds(2)

  /// When every stretch of time is surely booked, however long a doubt or a silence lasted.
  public var bookedAtLatest: TimeLength { max(bookingLag, undecidedAtMost, deviceSilentAfter) }

  public init() {}
}
