import CareModel

extension ConfigurationReader {
  /// The settings with what the file changes; nil, with problems, where a value is refused.
  mutating func readSettings(_ file: MappingReader) -> CareSettings? {
    guard let map = section(.settings, of: file) else { return nil }
    var settings = CareSettings()
    var values: [String: Located<Double>] = [:]
    for (key, setting) in GatewayKeys.settings {
      guard let value = map.read(key, &problems) else { continue }
      values[key.name] = value
      if map.has(key.name) { setting.write(&settings, value.value) }
    }
    for order in SettingOrder.all { check(order, values, map) }
    return values.count == GatewayKeys.settings.count ? settings : nil
  }

  private mutating func check(
    _ order: SettingOrder, _ values: [String: Located<Double>], _ map: MappingReader
  ) {
    guard let lower = values[order.lower], let upper = values[order.upper] else { return }
    if lower.value < upper.value || (order.mayBeEqual && lower.value == upper.value) { return }
    // The later of the two is the one that was written with the other in view.
    let written = [order.lower, order.upper].filter { map.has($0) }
    let place = written.compactMap { values[$0]?.position }.max() ?? map.position
    func said(_ key: String, _ value: Double) -> String {
      "`\(key)` (\(NumberText.plain(value))\(map.has(key) ? "" : ", the default"))"
    }
    let relation = order.mayBeEqual ? "at most" : "below"
    problems.error(
      place,
      "\(said(order.lower, lower.value)) must be \(relation) \(said(order.upper, upper.value))")
  }
}
