import CareModel

/// Makes the rows of the alarm table from the settings.
struct AlarmRows {
  let settings: CareSettings
  var alarms: AlarmSettings { settings.alarms }
  var priorities: AlarmPriorities { settings.alarms.priorities }

  init(_ settings: CareSettings) { self.settings = settings }

  func row(
    _ condition: AlarmCondition, _ kind: AlarmKind, _ levels: [AlarmRule.Level], source: String,
    latchesFrom: Int? = nil, waitsInStandby: Bool = false, inhibitions: [AlarmInhibition] = []
  ) -> AlarmRule {
    AlarmRule(
      condition: condition, kind: kind, levels: levels, source: source, latchesFrom: latchesFrom,
      waitsInStandby: waitsInStandby, inhibitions: inhibitions,
      escalation: EscalationTiming(
        high: alarms.escalateHighAfter, medium: alarms.escalateMediumAfter))
  }

  func timing(
    raise: TimeLength, resolve: TimeLength, forgiven: TimeLength? = nil, clearsByTime: Bool = false,
    isSignal: Bool = true
  ) -> LevelTiming {
    let flapping = FlappingTiming(
      crossings: Int(alarms.flappingCrossings.rounded()), window: alarms.flappingWindow,
      resolveAfter: alarms.flappingResolveDelay)
    return LevelTiming(
      raiseAfter: raise, resolveAfter: resolve,
      forgivenAfter: forgiven ?? settings.pendingForgivenAfter,
      flapping: isSignal ? flapping : nil, clearsByTime: clearsByTime)
  }

  // MARK: Infant

  var hypothermia: AlarmRule {
    func level(
      _ alarmClass: AlarmClass, _ priority: AlarmPriority, _ limit: Celsius, _ delay: TimeLength
    ) -> AlarmRule.Level {
      AlarmRule.Level(
        alarmClass: alarmClass, priority: priority,
        timing: timing(raise: delay, resolve: settings.skinResolveDelay),
        threshold: "skin below \(Self.degrees(limit))",
        over: "\(Self.degrees(settings.skinHysteresis)) above it")
    }
    return row(
      .hypothermia, .physiological,
      [
        level(
          .mild, priorities.hypothermiaMild, settings.hypothermiaMildBelow,
          settings.hypothermiaMildDelay),
        level(
          .moderate, priorities.hypothermiaModerate, settings.hypothermiaModerateBelow,
          settings.hypothermiaModerateDelay),
        level(
          .severe, priorities.hypothermiaSevere, settings.hypothermiaSevereBelow,
          settings.hypothermiaSevereDelay),
      ], source: "WHO thermal protection of the newborn; delays: local choice",
      latchesFrom: AlarmTable.LevelIndex.severe, waitsInStandby: true,
      inhibitions: [
        AlarmInhibition(levelsBelow: AlarmTable.LevelIndex.moderate, by: .coldRoom),
        AlarmInhibition(levelsBelow: AlarmTable.LevelIndex.moderate, by: .fallingFast),
      ])
  }

  var fallingFast: AlarmRule {
    row(
      .fallingFast, .physiological,
      [
        AlarmRule.Level(
          priority: priorities.fallingFast,
          timing: timing(raise: alarms.fallingFastDelay, resolve: alarms.fallingFastResolveDelay),
          threshold: "skin falls by \(alarms.fallingPerMinute.degrees) °C/min or more and would be "
            + "below \(Self.degrees(settings.hypothermiaModerateBelow)) within "
            + Self.words(alarms.fallingFastWithin),
          over: "the trend is gone")
      ], source: "local choice", waitsInStandby: true,
      inhibitions: [
        AlarmInhibition(
          levelsBelow: 1, by: .hypothermia, fromLevel: AlarmTable.LevelIndex.moderate),
        AlarmInhibition(
          levelsBelow: 1, by: .probeDetached, fromLevel: AlarmTable.LevelIndex.detachedAndCold),
      ])
  }

  var hyperthermia: AlarmRule {
    row(
      .hyperthermia, .physiological,
      [
        AlarmRule.Level(
          priority: priorities.hyperthermia,
          timing: timing(raise: settings.hyperthermiaDelay, resolve: settings.skinResolveDelay),
          threshold: "skin above \(Self.degrees(settings.hyperthermiaAbove))",
          over: "\(Self.degrees(settings.skinHysteresis)) below it")
      ], source: "WHO thermal protection of the newborn; delays: local choice",
      waitsInStandby: true)
  }

  var probeDetached: AlarmRule {
    let delay = timing(raise: settings.probeDetachedDelay, resolve: .zero)
    let settled =
      "settled for \(Self.words(settings.probeSettleDelay)), or the reading is normal again"
    return row(
      .probeDetached, .technical,
      [
        AlarmRule.Level(
          priority: priorities.probeDetached, timing: delay,
          threshold: "evidence that the probe is off",
          over: "the evidence is gone and the probe has \(settled)"),
        AlarmRule.Level(
          priority: priorities.probeDetachedCold, timing: delay,
          threshold: "the same, and it reads below "
            + Self.degrees(settings.hypothermiaModerateBelow),
          over: "the probe has risen and \(settled)"),
      ], source: "local choice", latchesFrom: AlarmTable.LevelIndex.detachedAndCold,
      waitsInStandby: true,
      inhibitions: [
        AlarmInhibition(
          levelsBelow: AlarmTable.LevelIndex.detachedAndCold, by: .deviceSilent,
          fromLevel: AlarmTable.LevelIndex.probeSilent)
      ])
  }

  // MARK: Words

  static func degrees(_ value: Celsius) -> String { "\(value.degrees) °C" }

  static func words(_ length: TimeLength) -> String {
    if length == .zero { return "at once" }
    if length.milliseconds % 3_600_000 == 0, length >= .hours(2) {
      return "\(length.milliseconds / 3_600_000) h"
    }
    if length.milliseconds % 60_000 == 0 { return "\(length.milliseconds / 60_000) min" }
    return "\(length.seconds) s"
  }
}
