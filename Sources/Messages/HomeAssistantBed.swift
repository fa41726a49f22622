/// What Home Assistant shows of one bed: the row of `beds` where `key` has this value.
struct HomeAssistantBed {
  /// `bed` or `infant`.
  var key: String
  var value: String

  var entities: [HomeAssistantEntity] {
    [
      HomeAssistantEntity(
        component: .sensor, key: "contact", name: "Contact", template: template("bed.contact"),
        deviceClass: "enum", options: ["contact", "no-contact", "unobserved"]),
      HomeAssistantEntity(
        component: .sensor, key: "hours_today", name: "Contact today",
        template: template("(bed.contact_today_s / 3600) | round(2)"), deviceClass: "duration",
        unit: "h"),
      HomeAssistantEntity(
        component: .sensor, key: "skin", name: "Skin temperature",
        template: template("bed.skin_c"), deviceClass: "temperature", unit: "°C"),
      HomeAssistantEntity(
        component: .sensor, key: "room", name: "Room temperature",
        template: template("bed.room_c"), deviceClass: "temperature", unit: "°C"),
      HomeAssistantEntity(
        component: .binarySensor, key: "alarm", name: "Alarm",
        template: template("'ON' if bed.alarms > 0 else 'OFF'"), deviceClass: "problem"),
    ]
  }

  /// Finds the bed's row; `None` where the bed is empty.
  private func template(_ expression: String) -> String {
    let row = "value_json.beds | selectattr('\(key)', 'eq', '\(Self.quoted(value))') | first"
    return "{% set bed = \(row) %}{% if bed is defined %}{{ \(expression) }}"
      + "{% else %}None{% endif %}"
  }

  private static func quoted(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }
}
