extension CareSettings {
  /// Every tunable, in the order in which the documentation lists them.
  public static let catalogue: [SettingDescription] =
    temperatureSettings + roomSettings + probeSettings + deviceSettings + alarmSettings
    + alarmTableSettings + alarmResponseSettings + alarmPrioritySettings + contactSettings
    + historySettings + ledgerSettings

  private static let who = "WHO thermal protection of the newborn"
  static let local = "local choice"

  private static let temperatureSettings: [SettingDescription] = [
    .quantity("hypothermia_mild_below_c", "degC", \.hypothermiaMildBelow, 35...37.5, who),
    .minutes("hypothermia_mild_delay_min", \.hypothermiaMildDelay, 0...60, local),
    .quantity("hypothermia_moderate_below_c", "degC", \.hypothermiaModerateBelow, 34...37, who),
    .minutes("hypothermia_moderate_delay_min", \.hypothermiaModerateDelay, 0...30, local),
    .quantity("hypothermia_severe_below_c", "degC", \.hypothermiaSevereBelow, 30...36, who),
    .minutes("hypothermia_severe_delay_min", \.hypothermiaSevereDelay, 0...10, local),
    .quantity("hyperthermia_above_c", "degC", \.hyperthermiaAbove, 37...40, who),
    .minutes("hyperthermia_delay_min", \.hyperthermiaDelay, 0...30, local),
    .quantity("skin_hysteresis_c", "degC", \.skinHysteresis, 0.1...1, local),
    .minutes("skin_resolve_delay_min", \.skinResolveDelay, 0...30, local),
    .seconds(
      "temperature_filter_s", \.temperatureFilter, 1...120,
      "local choice, well under a probe's own time constant of 1 to 5 min"),
  ]

  private static let roomSettings: [SettingDescription] = [
    .quantity(
      "cold_room_below_c", "degC", \.coldRoomBelow, 5...28, "WHO 2003 practical guide, to verify"),
    .quantity("cold_room_resolved_from_c", "degC", \.coldRoomResolvedFrom, 5...30, local),
    .minutes("cold_room_delay_min", \.coldRoomDelay, 0...60, local),
    .minutes("cold_room_resolve_delay_min", \.coldRoomResolveDelay, 0...60, local),
  ]

  private static let probeSettings: [SettingDescription] = [
    .minutes("probe_detached_delay_min", \.probeDetachedDelay, 0...15, local),
    .quantity(
      "probe_fall_c_per_min", "degC/min", \.probeFallPerMinute, 0.1...5,
      "local choice: faster than a body cools through a probe of 1 to 5 min"),
    .quantity("probe_near_room_c", "degC", \.probeNearRoom, 0.5...6, local),
    .quantity("probe_room_proof_below_c", "degC", \.probeRoomProofBelow, 20...32, local),
    .quantity("probe_hot_ward_from_c", "degC", \.probeHotWardFrom, 26...36, local),
    .quantity("probe_below_inner_face_c", "degC", \.probeBelowInnerFace, 0.2...5, local),
    .quantity("probe_reseat_rise_c", "degC", \.probeReseatRise, 0.2...5, local),
    .minutes(
      "probe_settle_min", \.probeSettleDelay, 1...30, "packaged probes settle in 1 to 5 min"),
  ]

  private static let deviceSettings: [SettingDescription] = [
    .minutes("device_silent_after_min", \.deviceSilentAfter, 1...60, "trace format, version 1"),
    .number(
      "device_silent_periods", "periods", \.deviceSilentPeriods, 2...60, "trace format, version 1"),
    .seconds(
      "device_period_at_most_s", \.devicePeriodAtMost, 10...300,
      "trace format, version 1: 1 to 60 s; a longer pause is lost reports, not a slower device"),
    .quantity(
      "battery_low_below_mv", "mV", \.batteryLowBelow, 500...5000,
      "local choice: a 3 V lithium cell with a tenth of its charge left"),
    .quantity("battery_resolved_from_mv", "mV", \.batteryResolvedFrom, 500...5000, local),
    .minutes("battery_low_delay_min", \.batteryLowDelay, 0...600, local),
    .minutes("battery_resolve_delay_min", \.batteryResolveDelay, 0...60, local),
    .minutes(
      "port_lost_delay_min", \.portLostDelay, 0...30,
      "local choice: shorter than that is a plug being moved"),
  ]

  private static let alarmSettings: [SettingDescription] = [
    .minutes("pending_forgiven_after_min", \.pendingForgivenAfter, 0...10, local),
    .minutes("acknowledged_for_min", \.acknowledgedFor, 1...120, local),
    .minutes("audio_paused_for_min", \.audioPausedFor, 0.5...10, "IEC 60601-1-8 practice"),
  ]

  private static let historySettings: [SettingDescription] = [
    .seconds(
      "history_complete_after_s", \.historyCompleteAfter, 10...600,
      "local choice: a hand-over pauses for seconds at the most"),
    .number(
      "history_confidence", "probability", \.historyConfidence, 0.5...1,
      "local choice: less sure, as it is decided without the probe"),
    .seconds(
      "history_period_at_most_s", \.historyPeriodAtMost, 10...300,
      "sensor protocol, version 1: 5 to 300 s"),
  ]

  private static let ledgerSettings: [SettingDescription] = [
    .minutes("session_pause_at_most_min", \.sessionPauseAtMost, 0...60, local),
    .minutes("session_short_below_min", \.sessionShortBelow, 1...240, "WHO practical guide"),
    .seconds(
      "booking_lag_s", \.bookingLag, 1...600,
      "local choice: with a full binder a decision stands within 3 minutes"),
    .minutes(
      "ledger_detail_min", \.ledgerDetail, 1440...20160,
      "local choice: a week, so that a clock set late still dates its days"),
    .seconds(
      "redating_step_s", \.redatingStep, 1...600,
      "local choice: a smaller correction is drift and moves no figure that anyone sees"),
    .minutes("goal_per_day_min", \.goalPerDay, 60...1440, "WHO 2023: 8 to 24 h a day"),
    .number(
      "goal_must_be_exceeded", "0 or 1", \.goalMustBeExceeded, 0...1,
      "1, more than the goal: Ethiopia/India study; 0, at least: its registration and reviews"),
    .minutes(
      "goal_window_min", \.goalWindow, 0...10080,
      "0, the KMC day: local choice; 1440, the 24 h before: Ethiopia/India study"),
    .minutes("first_hour_min", \.firstHour, 1...240, "WHO 2023: routine contact after birth"),
    .minutes(
      "immediate_within_min", \.immediateWithin, 10...720, "WHO iKMC trial: within 2 h of birth"),
  ]
}
