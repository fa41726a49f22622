import CareModel
import Testing

/// One line of an alarm's story as a test expects it.
struct AlarmRow: Sendable, CustomStringConvertible {
  var condition: AlarmCondition
  var state: AlarmEvent.State
  var alarmClass: AlarmClass?
  var priority: AlarmPriority
  var t: Double
  var since: Double?

  init(
    _ condition: AlarmCondition, _ state: AlarmEvent.State, _ alarmClass: AlarmClass? = nil,
    _ priority: AlarmPriority, t: Double, since: Double? = nil
  ) {
    self.condition = condition
    self.state = state
    self.alarmClass = alarmClass
    self.priority = priority
    self.t = t
    self.since = since
  }

  var description: String {
    "\(condition.rawValue) \(state) \(alarmClass?.rawValue ?? "-") \(priority) at \(t)"
  }

  func matches(_ alarm: AlarmEvent, within tolerance: Double) -> Bool {
    condition == alarm.condition && state == alarm.state && alarmClass == alarm.alarmClass
      && priority == alarm.priority && alarm.at.isNear(t, tolerance)
      && since.map { alarm.since.isNear($0, tolerance) } ?? true
  }

  static func expect(
    _ alarms: [AlarmEvent], _ rows: [AlarmRow], within tolerance: Double,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let said = alarms.map { alarm in
      AlarmRow(
        alarm.condition, alarm.state, alarm.alarmClass, alarm.priority, t: alarm.at.seconds)
    }
    let isAsExpected =
      alarms.count == rows.count
      && zip(rows, alarms).allSatisfy { $0.matches($1, within: tolerance) }
    #expect(isAsExpected, "expected \(rows), got \(said)", sourceLocation: location)
  }
}

/// A probe's course and the alarms that it gives.
struct SkinCase: Sendable, CustomTestStringConvertible {
  var name: String
  var skin: [(Double, Double)]
  var lasting: Double
  var room: Double?
  var tolerance = 0.001
  var rows: [AlarmRow]
  var testDescription: String { name }

  static func steady(_ degrees: Double, _ rows: [AlarmRow]) -> SkinCase {
    SkinCase(name: "steady \(degrees)", skin: [(0, degrees)], lasting: 2400, rows: rows)
  }
}

/// Infant temperature, after the tables of the clinical ground.
@Suite struct SkinAlarmScenarios {
  static let bands: [SkinCase] = [
    .steady(36.5, []), .steady(37.0, []), .steady(37.5, []), .steady(37.54, []),
    .steady(36.45, []),
    .steady(36.44, [AlarmRow(.hypothermia, .active, .mild, .low, t: 900, since: 0)]),
    .steady(36.0, [AlarmRow(.hypothermia, .active, .mild, .low, t: 900, since: 0)]),
    .steady(35.95, [AlarmRow(.hypothermia, .active, .mild, .low, t: 900, since: 0)]),
    .steady(35.94, [AlarmRow(.hypothermia, .active, .moderate, .high, t: 300, since: 0)]),
    .steady(32.0, [AlarmRow(.hypothermia, .active, .moderate, .high, t: 300, since: 0)]),
    .steady(31.95, [AlarmRow(.hypothermia, .active, .moderate, .high, t: 300, since: 0)]),
    .steady(31.94, [AlarmRow(.hypothermia, .active, .severe, .high, t: 60, since: 0)]),
    .steady(37.55, [AlarmRow(.hyperthermia, .active, nil, .medium, t: 300, since: 0)]),
    .steady(38.5, [AlarmRow(.hyperthermia, .active, nil, .medium, t: 300, since: 0)]),
  ]

  static let courses: [SkinCase] = [
    SkinCase(
      name: "mild, moderate, severe, and back",
      skin: [
        (0, 36.3), (1200, 36.3), (1360, 35.5), (2400, 35.5), (3200, 31.5), (4000, 31.5),
        (4270, 36.0), (5000, 36.0), (5060, 36.9),
      ], lasting: 6000, tolerance: 45,
      rows: [
        AlarmRow(.hypothermia, .active, .mild, .low, t: 900, since: 0),
        AlarmRow(.hypothermia, .changed, .moderate, .high, t: 1585, since: 0),
        AlarmRow(.hypothermia, .changed, .severe, .high, t: 3190, since: 0),
        AlarmRow(.hypothermia, .changed, .moderate, .high, t: 4235, since: 0),
        AlarmRow(.hypothermia, .changed, .mild, .low, t: 5210, since: 0),
        AlarmRow(.hypothermia, .resolved, .mild, .low, t: 5245, since: 0),
      ]),
    SkinCase(
      name: "too short for mild", skin: [(0, 36.3), (840, 36.3), (841, 36.8)], lasting: 3600,
      rows: []),
    SkinCase(
      name: "a pause of two minutes begins anew",
      skin: [(0, 36.3), (800, 36.3), (801, 36.9), (920, 36.9), (921, 36.3)], lasting: 1700,
      rows: []),
    SkinCase(
      name: "within the hysteresis nothing resolves",
      skin: [(0, 35.8), (600, 35.8), (660, 36.1)], lasting: 3000, tolerance: 45,
      rows: [
        AlarmRow(.hypothermia, .active, .moderate, .high, t: 300, since: 0)
      ]),
    SkinCase(
      name: "hyperthermia resolves at 37.3", skin: [(0, 37.8), (900, 37.8), (960, 37.3)],
      lasting: 2400, tolerance: 60,
      rows: [
        AlarmRow(.hyperthermia, .active, nil, .medium, t: 300, since: 0),
        AlarmRow(.hyperthermia, .resolved, nil, .medium, t: 1160, since: 0),
      ]),
    SkinCase(
      name: "in a hot ward a cold infant is a cold infant", skin: [(0, 31.5)], lasting: 1200,
      room: 31,
      rows: [AlarmRow(.hypothermia, .active, .severe, .high, t: 60, since: 0)]),
  ]

  @Test(arguments: bands + courses) func alarmsFollowTheTable(_ course: SkinCase) throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1", room: "room-1")])
    if let room = course.room {
      trace.temperature("room-1", .steady(room), 0..<course.lasting, every: 30)
    }
    trace.temperature("probe-1", Course(course.skin), 0..<course.lasting)
    let outcome = try trace.run()
    let told = outcome.alarms.filter { $0.infant != nil && $0.condition != .deviceSilent }
    AlarmRow.expect(told, course.rows, within: course.tolerance)
    #expect(Set(told.map(\.identifier)).count <= 1)
    #expect(told.allSatisfy { $0.infant == "K-001" })
  }

  @Test func oneNoisySampleRaisesNothing() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1")])
    for t in stride(from: 0.0, to: 3600, by: 5) {
      let isGlitch = Int(t) % 600 == 300
      trace.add(t, "\"device\":\"probe-1\",\"temp_c\":\(isGlitch ? 20.0 : 36.8)")
    }
    #expect(try trace.run().alarms.isEmpty)
  }

  @Test func lossOfDataNeverClearsAnAlarm() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1", room: "room-1")])
    trace.temperature("probe-1", .steady(35.5), 0..<600)
    trace.temperature("room-1", .steady(24), 0..<7200, every: 30)
    let outcome = try trace.run()
    #expect(outcome.alarms(.hypothermia).map(\.state) == [.active])
    #expect(outcome.ward.view.alarms.contains { $0.condition == .hypothermia })
  }
}

/// Probes that are not on the infant any more.
@Suite struct ProbeScenarios {
  @Test func aProbeBelowTheBindersInnerFaceIsDetachedAtLowPriority() throws {
    var trace = TraceBuilder()
    for t in stride(from: 0.0, to: 1800, by: 5) {
      trace.add(t, "\"device\":\"binder-1\",\"clasp\":true,\"contact\":0.6,\"inner_c\":37.4")
    }
    trace.temperature("probe-1", .steady(36.1), 0..<1800)
    trace.temperature("room-1", .steady(24), 0..<1800, every: 30)
    let outcome = try trace.run()
    AlarmRow.expect(
      outcome.alarms, [AlarmRow(.probeDetached, .active, nil, .low, t: 120, since: 0)],
      within: 0.001)
  }

  @Test func aFallenProbeIsHighWhereItReadsCold() throws {
    var trace = TraceBuilder()
    let skin = Course([(0, 36.8), (600, 36.8), (900, 27), (2400, 27), (2640, 36.8)])
    trace.binder(.worn, 0..<4000)
    trace.temperature("probe-1", skin, 0..<4000)
    trace.temperature("room-1", .steady(24), 0..<4000, every: 30)
    let outcome = try trace.run()
    AlarmRow.expect(
      outcome.alarms,
      [
        AlarmRow(.probeDetached, .active, nil, .high, t: 780),
        AlarmRow(.probeDetached, .resolved, nil, .high, t: 2785),
      ], within: 75)
  }

  @Test func aDoubtThatIsAtOncePastIsNotTold() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1", room: "room-1")])
    // A touch of the probe: for a minute it falls as no body cools, and reads normal again.
    let skin = Course([(0, 37.2), (600, 37.2), (630, 36.2), (660, 36.2), (690, 37.2)])
    trace.temperature("probe-1", skin, 0..<1800)
    trace.temperature("room-1", .steady(24), 0..<1800, every: 30)
    let outcome = try trace.run()
    #expect(outcome.alarms.isEmpty)
  }

  @Test func aDoubtThatComesAndGoesIsToldAllTheSame() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1", room: "room-1")])
    // Fallen, and warmed by the bedding to the edge of what is normal.
    let skin = Course([(0, 37.4), (620, 37.4), (683, 36.35), (1800, 36.35)])
    for t in stride(from: 0.0, to: 1800, by: 5) {
      let waver = t > 740 && Int(t) % 40 < 20 ? 0.25 : 0
      trace.add(t, "\"device\":\"probe-1\",\"temp_c\":\(skin.value(at: t) + waver)")
    }
    trace.temperature("room-1", .steady(24), 0..<1800, every: 30)
    let outcome = try trace.run()
    let told = try #require(outcome.alarms(.probeDetached).first)
    #expect(told.state == .active && told.at < Instant(seconds: 900))
  }

  /// A loose probe: the doubt ends after two minutes that read normal, and here there never are two.
  @Test func aDoubtThatIsNeverQuiteOverIsTold() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1", room: "room-1")])
    for t in stride(from: 0.0, to: 4800, by: 5) {
      let isOff = t > 620 && Int(t - 620) % 200 < 90
      trace.add(t, "\"device\":\"probe-1\",\"temp_c\":\(isOff ? 35.5 : 36.8)")
    }
    trace.temperature("room-1", .steady(24), 0..<4800, every: 30)
    let outcome = try trace.run()
    let told = outcome.alarms.filter { $0.state == .active && $0.at < Instant(seconds: 2400) }
    #expect(told.contains { $0.condition == .probeDetached || $0.condition == .hypothermia })
  }

  /// Below 36.0 for more than half of the time, and never back beyond the hysteresis.
  @Test func coldThatComesAndGoesAtTheEdgeIsTold() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1", room: "room-1")])
    for t in stride(from: 0.0, to: 4800, by: 5) {
      let isCold = Int(t) % 480 < 270
      trace.add(t, "\"device\":\"probe-1\",\"temp_c\":\(isCold ? 35.8 : 36.1)")
    }
    trace.temperature("room-1", .steady(24), 0..<4800, every: 30)
    let told = try trace.run().alarms(.hypothermia).filter { $0.alarmClass == .moderate }
    #expect(try #require(told.first).at < Instant(seconds: 2400))
  }

  @Test func whileTheProbeIsInDoubtItStaysLoud() throws {
    var trace = TraceBuilder()
    // Reads bedding that warms up slowly: never normal, never as low as at first.
    let skin = Course([(0, 36.8), (600, 36.8), (900, 27), (1200, 27), (9000, 28)])
    trace.temperature("probe-1", skin, 0..<9000)
    trace.temperature("room-1", .steady(26), 0..<9000, every: 30)
    let outcome = try trace.run()
    #expect(outcome.alarms(.probeDetached).map(\.state) == [.active])
    #expect(outcome.alarms(.probeDetached).map(\.priority) == [.high])
    #expect(outcome.alarms(.hypothermia).isEmpty)
  }
}
