import CareModel
import GatewayCore
import TestSupport
import TraceFormat

/// A value that changes in straight lines between points, and stays as it is after the last.
struct Course {
  var points: [(t: Double, value: Double)]

  init(_ points: [(Double, Double)]) { self.points = points }
  static func steady(_ value: Double) -> Course { Course([(0, value)]) }

  func value(at t: Double) -> Double {
    guard let next = points.firstIndex(where: { $0.t > t }) else { return points.last?.value ?? 0 }
    guard next > 0 else { return points[0].value }
    let (before, after) = (points[next - 1], points[next])
    return before.value + (after.value - before.value) * (t - before.t) / (after.t - before.t)
  }
}

/// What a full binder measures in a situation, as the fields of a trace line.
enum BinderSituation {
  case worn
  /// Open, and lying on a chair at 22 degrees.
  case open
  /// Buckled around nobody, on a chair.
  case closedOnChair

  func fields(_ random: inout SeededGenerator) -> String {
    let noise = Double.random(in: -0.02...0.02, using: &random)
    switch self {
    case .worn:
      return """
        "clasp":true,"contact":\(0.6 + noise),"force_n":\(3.0 + noise),"tilt_deg":48.0,\
        "motion_mg":\(9.0 + 50 * noise),"inner_c":\(34.9 + noise),"outer_c":\(27.1 + noise),\
        "battery_mv":3010
        """
    case .open:
      return """
        "clasp":false,"contact":\(0.1 + noise),"force_n":0,"tilt_deg":3.0,"motion_mg":1.2,\
        "inner_c":\(22.1 + noise),"outer_c":\(22.0 + noise),"battery_mv":3010
        """
    case .closedOnChair:
      return """
        "clasp":true,"contact":\(0.1 + noise),"force_n":0.15,"tilt_deg":3.0,"motion_mg":1.2,\
        "inner_c":\(22.1 + noise),"outer_c":\(22.0 + noise),"battery_mv":3010
        """
    }
  }
}

/// Writes traces by hand, line for line, and replays them.
struct TraceBuilder {
  var start: String? = "2026-01-10T00:00:00Z"
  var dyads: [Assignment] = [
    Assignment(infant: "K-001", binder: "binder-1", probe: "probe-1", room: "room-1")
  ]
  var calendar = FacilityCalendar.utc
  var settings = CareSettings()
  private var lines: [(t: Double, text: String)] = []
  private var random = SeededGenerator(seed: 1)

  init(_ dyads: [Assignment]? = nil) {
    if let dyads { self.dyads = dyads }
  }

  mutating func add(_ t: Double, _ fields: String) {
    lines.append((t, "{\"t\":\(t),\(fields)}"))
  }

  /// Samples of a binder from `range.lowerBound` to just before the upper bound.
  mutating func binder(
    _ situation: BinderSituation, _ range: Range<Double>, of device: String = "binder-1",
    every period: Double = 5
  ) {
    for t in stride(from: range.lowerBound, to: range.upperBound, by: period) {
      add(t, "\"device\":\"\(device)\",\(situation.fields(&random))")
    }
  }

  /// What a binder stored, all of it handed over from `arrival` on, ten records a second.
  mutating func history(
    _ situation: BinderSituation, _ measured: Range<Double>, of device: String = "binder-1",
    every period: Double = 60, arrival: Double
  ) {
    var t = arrival
    for at in stride(from: measured.lowerBound, to: measured.upperBound, by: period) {
      add(t, "\"at\":\(at),\"device\":\"\(device)\",\(situation.fields(&random))")
      t += 0.1
    }
  }

  /// Samples of a probe or a ward thermometer.
  mutating func temperature(
    _ device: String, _ course: Course, _ range: Range<Double>, every period: Double = 5
  ) {
    for t in stride(from: range.lowerBound, to: range.upperBound, by: period) {
      add(t, "\"device\":\"\(device)\",\"temp_c\":\(course.value(at: t))")
    }
  }

  var header: String {
    let start = start.map { "\"\($0)\"" } ?? "null"
    return TraceHeader(start: nil, timezone: calendar.zone, dyads: dyads).line
      .replacingFirst("\"start\":null", with: "\"start\":\(start)")
  }

  /// The whole trace, in order of time.
  var text: [String] {
    let ordered = lines.enumerated().sorted { left, right in
      (left.element.t, left.offset) < (right.element.t, right.offset)
    }
    return [header] + ordered.map(\.element.text)
  }

  func run() throws -> ScenarioOutcome {
    let text = text
    var replay = Replay(
      try TraceHeader(parsing: Array(text[0].utf8)), settings: settings, calendar: calendar)
    var events: [CareEvent] = []
    for line in text.dropFirst() {
      let bytes = Array(line.utf8)
      events += try replay.take(bytes, from: 0, to: bytes.count)
    }
    events += replay.finish()
    return ScenarioOutcome(events: events, ward: replay.ward)
  }
}

extension String {
  func replacingFirst(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
