import CareModel
import GatewayCore

extension TraceHeader {
  /// The header as the first line of a trace, without a line end.
  public var line: String {
    var json = JSONLineWriter()
    json.put("trace", Self.version)
    if let start { json.put("start", start.iso8601) } else { json.putNull("start") }
    json.put("timezone", timezone)
    if boot != Self.unnamedBoot { json.put("boot", boot.name) }
    json.put("dyads", json: "[" + dyads.map(\.json).joined(separator: ",") + "]")
    return json.line
  }
}

extension TraceLine {
  /// The line as it stands in a trace, without a line end.
  public var line: String {
    var json = JSONLineWriter()
    json.put("t", at)
    switch input {
    case .sample(let sample): sample.put(in: &json)
    case .link(let device, let isUp):
      json.put("device", device.name)
      json.put("link", isUp ? "up" : "down")
    case .clock(let wall, let quality):
      json.put("clock", wall.iso8601)
      json.put("quality", quality.rawValue)
    case .boot(let boot): json.put("boot", boot.name)
    case .respond(let response): response.put(in: &json)
    case .assign(let assignment): json.put("assign", json: assignment.json)
    case .release(let infant): json.put("release", infant.name)
    case .axillary(let infant, let temperature):
      json.put("infant", infant.name)
      json.put("axillary_c", temperature.degrees, decimals: 2)
    case .port(let port, let isOpen):
      json.put("port", port.name)
      json.put("open", isOpen)
    case .store(let isFailing): json.put("store_failing", isFailing)
    case .uplink(let isBehind): json.put("uplink_behind", isBehind)
    case .configuration(let isRefused): json.put("configuration_refused", isRefused)
    case .standby(let infant, let length, let person):
      json.put("standby", infant.name)
      json.put("for_s", length)
      if let person { json.put("by", person.name) }
    case .alarmTest(let person):
      json.put("alarm_test", true)
      if let person { json.put("by", person.name) }
    case .output(let output, let isFailing):
      json.put("output", output.name)
      json.put("failing", isFailing)
    case .disk(let isFilling): json.put("disk_filling", isFilling)
    case .station(let isReachable): json.put("station_unreachable", !isReachable)
    case .nothing: break
    }
    return json.line
  }
}

extension Assignment {
  fileprivate var json: String {
    var json = JSONLineWriter()
    json.put("infant", infant.name)
    if let bed { json.put("bed", bed) }
    if let binder { json.put("binder", binder.name) }
    if let probe { json.put("probe", probe.name) }
    if let room { json.put("room", room.name) }
    if provider != .unknown { json.put("provider", provider.rawValue) }
    if let born { json.put("born", born.iso8601) }
    return json.line
  }
}

extension WardResponse {
  fileprivate func put(in json: inout JSONLineWriter) {
    json.put(
      kind == .acknowledge ? "ack" : "pause", condition?.rawValue ?? PartialTraceLine.everyCondition
    )
    switch target {
    case .infant(let infant): json.put("infant", infant.name)
    case .room(let room): json.put("room", room.name)
    case .port(let port): json.put("port", port.name)
    case .device(let device): json.put("device", device.name)
    case .output(let output): json.put("output", output.name)
    case .gateway, .everything: break
    }
    if let by { json.put("by", by.name) }
  }
}

extension Sample {
  /// Adds the device and what it measured to an object.
  package func put(in json: inout JSONLineWriter) {
    if let measuredAt { json.put("at", measuredAt) }
    json.put("device", device.name)
    switch reading.clasp {
    case .value(let isClosed), .stale(let isClosed): json.put("clasp", isClosed)
    case .invalid: json.putNull("clasp")
    case .unsupported: break
    }
    put(reading.contact, "contact", decimals: 4, in: &json)
    put(reading.force, "force_n", decimals: 2, in: &json)
    put(reading.tilt, "tilt_deg", decimals: 1, in: &json)
    put(reading.motion, "motion_mg", decimals: 1, in: &json)
    put(reading.inner, "inner_c", decimals: 2, in: &json)
    put(reading.outer, "outer_c", decimals: 2, in: &json)
    put(reading.temperature, "temp_c", decimals: 2, in: &json)
    put(reading.humidity, "rh_pct", decimals: 2, in: &json)
    put(reading.battery, "battery_mv", decimals: 0, in: &json)
  }

  private func put<Unit: Quantity>(
    _ observed: Observed<Unit>, _ key: String, decimals: Int, in json: inout JSONLineWriter
  ) {
    switch observed {
    case .value(let value), .stale(let value): json.put(key, value.number, decimals: decimals)
    case .invalid: json.putNull(key)
    case .unsupported: break
    }
  }
}
