/// What Home Assistant shows of the gateway itself.
enum HomeAssistantHub {
  static let entities = [
    HomeAssistantEntity(
      component: .binarySensor, key: "alarm", name: "Alarm",
      template: "{{ 'ON' if value_json.alarms_standing > 0 else 'OFF' }}",
      deviceClass: "problem"),
    HomeAssistantEntity(
      component: .sensor, key: "alarms", name: "Alarms standing",
      template: "{{ value_json.alarms_standing }}", unit: "alarms"),
    HomeAssistantEntity(
      component: .binarySensor, key: "store", name: "Store",
      template: "{{ 'OFF' if value_json.store.working else 'ON' }}", deviceClass: "problem"),
    HomeAssistantEntity(
      component: .sensor, key: "waiting", name: "Messages waiting",
      template: "{{ value_json.outbox.messages if value_json.outbox is defined else none }}",
      unit: "messages"),
    HomeAssistantEntity(
      component: .sensor, key: "clock", name: "Clock",
      template: "{{ value_json.clock_quality }}", deviceClass: "enum",
      options: ["unset", "kept", "operator", "synchronised"]),
  ]
}
