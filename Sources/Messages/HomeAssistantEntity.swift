import TraceFormat

/// One value of a health message as Home Assistant shows it.
struct HomeAssistantEntity {
  enum Component: String {
    case sensor
    case binarySensor = "binary_sensor"
  }

  var component: Component
  /// The last part of the identifier, `a-z0-9_`.
  var key: String
  var name: String
  /// Renders the value, or `None`, which Home Assistant shows as unknown.
  var template: String
  var deviceClass: String?
  var unit: String?
  /// For the device class `enum`: all that the value can be.
  var options: [String] = []

  func message(
    of device: HomeAssistantDevice, expireAfterSeconds: Int, under prefix: String
  ) -> HomeAssistantMessage {
    let identifier = "\(device.identifier)_\(key)"
    var json = JSONLineWriter()
    json.put("name", name)
    json.put("unique_id", identifier)
    json.put("state_topic", device.address.topic(.health))
    json.put("value_template", template)
    if let deviceClass { json.put("device_class", deviceClass) }
    if let unit {
      json.put("unit_of_measurement", unit)
      json.put("state_class", "measurement")
    }
    if !options.isEmpty { json.put("options", strings: options) }
    json.put("availability_topic", device.address.topic(.state))
    json.put("payload_available", PresenceState.online.rawValue)
    json.put("payload_not_available", PresenceState.offline.rawValue)
    json.put("expire_after", expireAfterSeconds)
    json.put("qos", MessageKind.health.qualityOfService)
    json.put("device", json: device.json)
    json.put("origin", json: device.origin)
    return HomeAssistantMessage(topic: topic(of: device, under: prefix), body: json.line)
  }

  /// An empty retained body, by which the entity goes away.
  func removal(of device: HomeAssistantDevice, under prefix: String) -> HomeAssistantMessage {
    HomeAssistantMessage(topic: topic(of: device, under: prefix), body: "")
  }

  private func topic(of device: HomeAssistantDevice, under prefix: String) -> String {
    "\(prefix)/\(component.rawValue)/\(device.identifier)_\(key)/config"
  }
}
