/// Two settings of which one must stay below the other.
struct SettingOrder: Sendable {
  let lower: String
  let upper: String
  /// Whether the two may be the same.
  let mayBeEqual: Bool

  init(_ lower: String, below upper: String) {
    self.lower = lower
    self.upper = upper
    mayBeEqual = false
  }

  init(_ lower: String, atMost upper: String) {
    self.lower = lower
    self.upper = upper
    mayBeEqual = true
  }

  /// Thresholds that contradict each other in any other order.
  static let all = [
    SettingOrder("hypothermia_severe_below_c", below: "hypothermia_moderate_below_c"),
    SettingOrder("hypothermia_moderate_below_c", below: "hypothermia_mild_below_c"),
    SettingOrder("hypothermia_mild_below_c", below: "hyperthermia_above_c"),
    SettingOrder("cold_room_below_c", atMost: "cold_room_resolved_from_c"),
    SettingOrder("hot_room_resolved_from_c", atMost: "hot_room_above_c"),
    SettingOrder("probe_room_proof_below_c", atMost: "probe_hot_ward_from_c"),
    SettingOrder("battery_low_below_mv", atMost: "battery_resolved_from_mv"),
    SettingOrder("contact_electrode_off", below: "contact_electrode_on"),
    SettingOrder("contact_force_empty_n", below: "contact_force_worn_n"),
  ]
}
