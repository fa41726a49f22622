extension CareSettings {
  private static let clinical = "clinical default of the alarm table, local choice"

  /// When each condition of the alarm table is raised, and when it is over.
  static let alarmTableSettings: [SettingDescription] = [
    .minutes("falling_fast_within_min", \.alarms.fallingFastWithin, 5...60, clinical),
    .minutes("falling_fast_delay_min", \.alarms.fallingFastDelay, 0...15, clinical),
    .minutes("falling_fast_resolve_delay_min", \.alarms.fallingFastResolveDelay, 0...30, clinical),
    .minutes(
      "falling_window_min", \.alarms.fallingWindow, 3...15,
      "local choice: long against a probe's noise, short against the 15 min that it looks ahead"),
    .quantity(
      "falling_c_per_min", "degC/min", \.alarms.fallingPerMinute, 0.01...0.5,
      "local choice: a slower fall is no sudden one, and mild hypothermia tells it"),
    .seconds(
      "probe_below_inner_for_s", \.alarms.probeBelowInnerFor, 0...300,
      "local choice: one wild sample of the inner face proves nothing"),
    .quantity(
      "probe_inner_at_most_c", "degC", \.alarms.probeInnerAtMost, 37...42,
      "local choice: an inner face above that is heated by sun or stove, not by an infant"),
    .quantity("hot_room_above_c", "degC", \.alarms.hotRoomAbove, 24...40, clinical),
    .quantity("hot_room_resolved_from_c", "degC", \.alarms.hotRoomResolvedFrom, 22...40, clinical),
    .minutes("hot_room_delay_min", \.alarms.hotRoomDelay, 0...60, clinical),
    .minutes("hot_room_resolve_delay_min", \.alarms.hotRoomResolveDelay, 0...60, clinical),
    .minutes(
      "contact_interrupted_after_min", \.alarms.contactInterruptedAfter, 15...720,
      "local choice: longer than a meal, a wash and a rest together"),
    .minutes(
      "behind_goal_check_min", \.alarms.behindGoalCheck, 60...1440,
      "local choice: two thirds of the day, while a third is left to act in"),
    .number(
      "behind_goal_share", "share of the goal", \.alarms.behindGoalShare, 0...1, "local choice"),
    .minutes(
      "clock_unset_delay_min", \.alarms.clockUnsetDelay, 1...1440,
      "local choice: a time source at hand has answered by then"),
    .minutes(
      "clock_kept_delay_min", \.alarms.clockKeptDelay, 10...10080,
      "local choice: half a day on a time that a restart has carried over"),
    .seconds("store_failing_delay_s", \.alarms.storeFailingDelay, 0...600, told),
    .seconds("disk_filling_delay_s", \.alarms.diskFillingDelay, 0...3600, told),
    .seconds("uplink_behind_delay_s", \.alarms.uplinkBehindDelay, 0...3600, told),
    .seconds("configuration_refused_delay_s", \.alarms.configurationRefusedDelay, 0...3600, told),
    .seconds("output_failed_delay_s", \.alarms.outputFailedDelay, 0...60, told),
    .seconds("station_unreachable_delay_s", \.alarms.stationUnreachableDelay, 0...600, told),
  ]

  private static let told = "local choice: whoever reports it has waited already"

  /// Flapping, escalation, standby and test.
  static let alarmResponseSettings: [SettingDescription] = [
    .number(
      "flapping_crossings", "crossings", \.alarms.flappingCrossings, 2...10,
      "local choice: the third time within the hour is no chance any more"),
    .minutes("flapping_window_min", \.alarms.flappingWindow, 10...240, "local choice"),
    .minutes(
      "flapping_resolve_delay_min", \.alarms.flappingResolveDelay, 5...120,
      "local choice: at most four raisings an hour whatever the signal does"),
    .minutes(
      "escalate_high_after_min", \.alarms.escalateHighAfter, 1...30,
      "local choice: a nurse who heard it has answered by then"),
    .minutes("escalate_medium_after_min", \.alarms.escalateMediumAfter, 5...240, "local choice"),
    .minutes(
      "standby_at_most_min", \.alarms.standbyAtMost, 5...240,
      "local choice: a bath or a transport within the house"),
    .seconds("alarm_test_s", \.alarms.alarmTestFor, 3...60, "local choice"),
  ]

  static let alarmPrioritySettings: [SettingDescription] = [
    .priority("hypothermia_mild_priority", \.hypothermiaMild, clinical),
    .priority("hypothermia_moderate_priority", \.hypothermiaModerate, clinical, 2...3),
    .priority("hypothermia_severe_priority", \.hypothermiaSevere, clinical, 2...3),
    .priority("falling_fast_priority", \.fallingFast, clinical),
    .priority("hyperthermia_priority", \.hyperthermia, clinical, 2...3),
    .priority("cold_room_priority", \.coldRoom, clinical),
    .priority("hot_room_priority", \.hotRoom, clinical),
    .priority("probe_detached_priority", \.probeDetached, clinical),
    .priority("probe_detached_cold_priority", \.probeDetachedCold, clinical, 2...3),
    .priority("contact_interrupted_priority", \.contactInterrupted, "local choice"),
    .priority("behind_goal_priority", \.behindGoal, "local choice"),
    .priority("device_silent_priority", \.deviceSilent, clinical),
    .priority("probe_silent_priority", \.probeSilent, clinical),
    .priority("battery_low_priority", \.batteryLow, "local choice"),
    .priority("contradictory_signals_priority", \.contradictorySignals, "local choice"),
    .priority("port_lost_priority", \.portLost, "local choice"),
    .priority("clock_untrusted_priority", \.clockUntrusted, "local choice"),
    .priority("store_failing_priority", \.storeFailing, "local choice"),
    .priority("disk_filling_priority", \.diskFilling, "local choice"),
    .priority("uplink_behind_priority", \.uplinkBehind, "local choice"),
    .priority("configuration_refused_priority", \.configurationRefused, "local choice"),
    .priority("output_failed_priority", \.outputFailed, "local choice"),
    .priority("station_unreachable_priority", \.stationUnreachable, "local choice"),
  ]
}

extension SettingDescription {
  /// A priority as a number from 1, low, to 3, high; what lies between is rounded.
  fileprivate static func priority(
    _ key: String, _ path: WritableKeyPath<AlarmPriorities, AlarmPriority> & Sendable,
    _ source: String, _ range: ClosedRange<Double> = 1...3
  ) -> SettingDescription {
    SettingDescription(
      key: key, unit: "1 low, 2 medium, 3 high", range: range, source: source,
      read: { Double($0.alarms.priorities[keyPath: path].rank) },
      write: { $0.alarms.priorities[keyPath: path] = AlarmPriority(rank: Int($1.rounded())) })
  }
}
