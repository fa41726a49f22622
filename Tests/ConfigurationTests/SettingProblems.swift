/// Wrong lines of settings, with all that is said about them.
enum SettingProblems {
  static let rows: [Row] = [
    Row(
      "setting out of range",
      [13: "settings: {cold_room_below_c: 40}"],
      [
        "13:31: error: `cold_room_below_c`: 40 is out of range: 5 to 28 degC"
      ]),
    Row(
      "setting with a comma",
      [13: "settings:\n  cold_room_below_c: 21,5"],
      [
        """
        14:22: error: `cold_room_below_c`: `21,5` is not a number: write a decimal point, \
        not a comma (5 to 28 degC)
        """
      ]),
    Row(
      "setting with a unit",
      [13: "settings: {cold_room_below_c: 21 C}"],
      [
        """
        13:31: error: `cold_room_below_c`: `21 C` is not a number: write 21 alone, without \
        a unit (5 to 28 degC)
        """
      ]),
    Row(
      "setting in quotes",
      [13: "settings: {cold_room_below_c: '21'}"],
      [
        """
        13:31: error: `cold_room_below_c`: 21 is in quotes: write the number without them \
        (5 to 28 degC)
        """
      ]),
    Row(
      "setting that is no number",
      [13: "settings: {cold_room_below_c: warm, contact_force_worn_n: .nan}"],
      [
        "13:31: error: `cold_room_below_c`: `warm` is not a number (5 to 28 degC)",
        "13:59: error: `contact_force_worn_n`: `.nan` is not a number (0.26 to 13 N)",
      ]),
    Row(
      "setting without a value",
      [13: "settings:\n  cold_room_below_c:"],
      [
        "14:3: error: `cold_room_below_c` has no value: give one (5 to 28)"
      ]),
    Row(
      "setting that is a list",
      [13: "settings: {cold_room_below_c: [21]}"],
      [
        "13:31: error: `cold_room_below_c`: needs a number, 5 to 28 degC, but a list stands here"
      ]),
    Row(
      "grades of hypothermia in the wrong order",
      [13: "settings:\n  hypothermia_mild_below_c: 35.5"],
      [
        """
        14:29: error: `hypothermia_moderate_below_c` (36, the default) must be below \
        `hypothermia_mild_below_c` (35.5)
        """
      ]),
    Row(
      "severe above moderate, both written",
      [13: "settings:\n  hypothermia_severe_below_c: 36\n  hypothermia_moderate_below_c: 35"],
      [
        """
        15:33: error: `hypothermia_severe_below_c` (36) must be below \
        `hypothermia_moderate_below_c` (35)
        """
      ]),
    Row(
      "resolved below raised",
      [13: "settings: {cold_room_resolved_from_c: 21}"],
      [
        """
        13:39: error: `cold_room_below_c` (22, the default) must be at most \
        `cold_room_resolved_from_c` (21)
        """
      ]),
    Row(
      "resolved where raised is allowed",
      [13: "settings: {cold_room_resolved_from_c: 22}"],
      []),
    Row(
      "low at high",
      [13: "settings: {contact_force_empty_n: 2, contact_force_worn_n: 2}"],
      [
        "13:60: error: `contact_force_empty_n` (2) must be below `contact_force_worn_n` (2)"
      ]),
  ]
}
