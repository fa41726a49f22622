import CareModel

extension AlarmRows {
  var coldRoom: AlarmRule {
    row(
      .coldRoom, .physiological,
      [
        AlarmRule.Level(
          priority: priorities.coldRoom,
          timing: timing(raise: settings.coldRoomDelay, resolve: settings.coldRoomResolveDelay),
          threshold: "room below \(Self.degrees(settings.coldRoomBelow))",
          over: "\(Self.degrees(settings.coldRoomResolvedFrom)) or more")
      ], source: "WHO 2003 practical guide, to verify; delays: local choice")
  }

  var hotRoom: AlarmRule {
    row(
      .hotRoom, .physiological,
      [
        AlarmRule.Level(
          priority: priorities.hotRoom,
          timing: timing(raise: alarms.hotRoomDelay, resolve: alarms.hotRoomResolveDelay),
          threshold: "room above \(Self.degrees(alarms.hotRoomAbove))",
          over: "\(Self.degrees(alarms.hotRoomResolvedFrom)) or less")
      ], source: "local choice")
  }

  var contactInterrupted: AlarmRule {
    row(
      .contactInterrupted, .physiological,
      [
        AlarmRule.Level(
          priority: priorities.contactInterrupted,
          // Three hours at a stretch are meant: shorter pauses do not add up.
          timing: timing(raise: alarms.contactInterruptedAfter, resolve: .zero, isSignal: false),
          threshold: "seen without contact, after contact; unobserved time does not count",
          over: "contact again")
      ], source: "local choice", waitsInStandby: true,
      inhibitions: [
        AlarmInhibition(
          levelsBelow: 1, by: .hypothermia, fromLevel: AlarmTable.LevelIndex.moderate),
        AlarmInhibition(
          levelsBelow: 1, by: .probeDetached, fromLevel: AlarmTable.LevelIndex.detachedAndCold),
        AlarmInhibition(levelsBelow: 1, by: .behindGoal),
      ])
  }

  var behindGoal: AlarmRule {
    row(
      .behindGoal, .physiological,
      [
        AlarmRule.Level(
          priority: priorities.behindGoal,
          timing: timing(raise: .zero, resolve: .zero, forgiven: .zero, clearsByTime: true),
          threshold: "the day's goal of \(Self.words(settings.goalPerDay)) cannot be reached any "
            + "more, or after \(Self.words(alarms.behindGoalCheck)) of the day less than "
            + "\(alarms.behindGoalShare) of it can have been; unobserved time counts as contact",
          over: "the goal is reached, or the day ends")
      ], source: "goal: WHO 2023; when to tell: local choice", waitsInStandby: true)
  }

  var deviceSilent: AlarmRule {
    let atOnce = timing(raise: .zero, resolve: .zero, forgiven: .zero)
    let threshold =
      "heard nothing for \(Self.words(settings.deviceSilentAfter)) "
      + "or \(settings.deviceSilentPeriods) of its periods"
    return row(
      .deviceSilent, .technical,
      [
        AlarmRule.Level(
          priority: priorities.deviceSilent, timing: atOnce,
          threshold: "binder or ward thermometer: \(threshold)", over: "first good sample"),
        AlarmRule.Level(
          priority: priorities.probeSilent, timing: atOnce,
          threshold: "probe on an infant: \(threshold)", over: "first good sample"),
      ], source: "trace format, version 1", waitsInStandby: true,
      inhibitions: [AlarmInhibition(levelsBelow: 2, by: .portLost)])
  }

  var batteryLow: AlarmRule {
    row(
      .batteryLow, .technical,
      [
        AlarmRule.Level(
          priority: priorities.batteryLow,
          timing: timing(raise: settings.batteryLowDelay, resolve: settings.batteryResolveDelay),
          threshold: "below \(Int(settings.batteryLowBelow.millivolts)) mV",
          over: "\(Int(settings.batteryResolvedFrom.millivolts)) mV or more")
      ], source: "local choice")
  }

  var contradictorySignals: AlarmRule {
    row(
      .contradictorySignals, .technical,
      [
        AlarmRule.Level(
          priority: priorities.contradictorySignals,
          timing: timing(
            raise: settings.contradictionDelay, resolve: settings.contradictionResolveDelay),
          threshold: "no situation explains a binder's signals", over: "one does")
      ], source: "local choice", waitsInStandby: true)
  }
}
