import CareModel

/// One row of the alarm table: the levels of a condition, least first.
public struct AlarmRule: Sendable {
  public struct Level: Sendable {
    public var alarmClass: AlarmClass? = nil
    public var priority: AlarmPriority
    public var timing: LevelTiming
  }

  public var condition: AlarmCondition
  public var levels: [Level]
}

/// The alarm table: every condition that this gateway evaluates, built from the settings.
public struct AlarmTable: Sendable {
  public let hypothermia: AlarmRule
  public let hyperthermia: AlarmRule
  public let coldRoom: AlarmRule
  public let probeDetached: AlarmRule
  public let contradictorySignals: AlarmRule
  /// A silent binder or ward thermometer.
  public let deviceSilent: AlarmRule
  /// A silent probe on an infant: the infant's temperature is not watched.
  public let probeSilent: AlarmRule
  public let batteryLow: AlarmRule
  public let portLost: AlarmRule
  public let storeFailing: AlarmRule
  public let uplinkBehind: AlarmRule
  public let configurationRefused: AlarmRule

  public init(_ settings: CareSettings) {
    let skin = { (delay: TimeLength) in
      LevelTiming(
        raiseAfter: delay, resolveAfter: settings.skinResolveDelay,
        forgivenAfter: settings.pendingForgivenAfter)
    }
    let forgiven = settings.pendingForgivenAfter
    let atOnce = LevelTiming(raiseAfter: .zero, resolveAfter: .zero, forgivenAfter: .zero)
    hypothermia = AlarmRule(
      condition: .hypothermia,
      levels: [
        .init(alarmClass: .mild, priority: .low, timing: skin(settings.hypothermiaMildDelay)),
        .init(
          alarmClass: .moderate, priority: .high, timing: skin(settings.hypothermiaModerateDelay)),
        .init(alarmClass: .severe, priority: .high, timing: skin(settings.hypothermiaSevereDelay)),
      ])
    hyperthermia = AlarmRule(
      condition: .hyperthermia,
      levels: [.init(priority: .medium, timing: skin(settings.hyperthermiaDelay))])
    coldRoom = AlarmRule(
      condition: .coldRoom,
      levels: [
        .init(
          priority: .medium,
          timing: LevelTiming(
            raiseAfter: settings.coldRoomDelay, resolveAfter: settings.coldRoomResolveDelay,
            forgivenAfter: forgiven))
      ])
    let detached = LevelTiming(
      raiseAfter: settings.probeDetachedDelay, resolveAfter: .zero, forgivenAfter: .zero)
    probeDetached = AlarmRule(
      condition: .probeDetached,
      levels: [.init(priority: .low, timing: detached), .init(priority: .high, timing: detached)])
    contradictorySignals = AlarmRule(
      condition: .contradictorySignals,
      levels: [
        .init(
          priority: .low,
          timing: LevelTiming(
            raiseAfter: settings.contradictionDelay,
            resolveAfter: settings.contradictionResolveDelay, forgivenAfter: forgiven))
      ])
    deviceSilent = AlarmRule(
      condition: .deviceSilent, levels: [.init(priority: .low, timing: atOnce)])
    probeSilent = AlarmRule(
      condition: .deviceSilent, levels: [.init(priority: .medium, timing: atOnce)])
    batteryLow = AlarmRule(
      condition: .batteryLow,
      levels: [
        .init(
          priority: .low,
          timing: LevelTiming(
            raiseAfter: settings.batteryLowDelay, resolveAfter: settings.batteryResolveDelay,
            forgivenAfter: forgiven))
      ])
    portLost = AlarmRule(
      condition: .portLost,
      levels: [
        .init(
          priority: .medium,
          timing: LevelTiming(
            raiseAfter: settings.portLostDelay, resolveAfter: .zero, forgivenAfter: .zero))
      ])
    storeFailing = AlarmRule(
      condition: .storeFailing, levels: [.init(priority: .medium, timing: atOnce)])
    uplinkBehind = AlarmRule(
      condition: .uplinkBehind, levels: [.init(priority: .low, timing: atOnce)])
    configurationRefused = AlarmRule(
      condition: .configurationRefused, levels: [.init(priority: .low, timing: atOnce)])
  }
}
