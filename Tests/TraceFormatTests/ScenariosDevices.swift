import CareModel
import Testing

/// Rooms, devices and their batteries.
@Suite struct DeviceAlarmScenarios {
  @Test func coldRoom() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", room: "room-1")])
    let room = Course([(0, 21.9), (3000, 21.9), (3060, 22.4), (6000, 22.4), (6060, 22.6)])
    trace.temperature("room-1", room, 0..<8000, every: 10)
    let outcome = try trace.run()
    AlarmRow.expect(
      outcome.alarms,
      [
        AlarmRow(.coldRoom, .active, nil, .medium, t: 600, since: 0),
        AlarmRow(.coldRoom, .resolved, nil, .medium, t: 6660, since: 0),
      ], within: 60)
    #expect(outcome.alarms.allSatisfy { $0.room == "room-1" && $0.infant == nil })
  }

  @Test func aRoomOf22IsNotCold() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", room: "room-1")])
    trace.temperature("room-1", .steady(21.95), 0..<3600, every: 10)
    #expect(try trace.run().alarms.isEmpty)
  }

  @Test func oneColdRoomIsOneAlarm() throws {
    var trace = TraceBuilder(
      (1...4).map { Assignment(infant: InfantIdentifier("K-00\($0)"), room: "room-1") })
    trace.temperature("room-1", .steady(18), 0..<1800, every: 10)
    #expect(try trace.run().alarms(.coldRoom).count == 1)
  }

  struct Silence: Sendable, CustomTestStringConvertible {
    var device: String
    var period: Double
    var timeout: Double
    var priority: AlarmPriority
    var testDescription: String { "\(device) every \(period) s" }
  }

  @Test(arguments: [
    Silence(device: "binder-1", period: 1, timeout: 180, priority: .low),
    Silence(device: "binder-1", period: 5, timeout: 180, priority: .low),
    Silence(device: "binder-1", period: 30, timeout: 180, priority: .low),
    Silence(device: "binder-1", period: 60, timeout: 360, priority: .low),
    Silence(device: "probe-1", period: 45, timeout: 270, priority: .medium),
    Silence(device: "room-1", period: 60, timeout: 360, priority: .low),
  ])
  func silenceAfterThreeMinutesOrSixPeriods(_ silence: Silence) throws {
    var trace = TraceBuilder()
    for device in ["binder-1", "probe-1", "room-1"] {
      let period = device == silence.device ? silence.period : 10
      let until = device == silence.device ? 1801.0 : 3600
      for t in stride(from: 0.0, to: until, by: period) {
        trace.add(t, Self.goodSample(device))
      }
    }
    trace.add(3000, Self.goodSample(silence.device))
    let last = (1800 / silence.period).rounded(.down) * silence.period
    let outcome = try trace.run()
    let told = outcome.alarms.filter { $0.at.seconds < 3100 }
    AlarmRow.expect(
      told,
      [
        AlarmRow(
          .deviceSilent, .active, nil, silence.priority, t: last + silence.timeout, since: last),
        AlarmRow(.deviceSilent, .resolved, nil, silence.priority, t: 3000, since: last),
      ], within: 0.5)
    #expect(told.allSatisfy { $0.subject == .device(DeviceIdentifier(silence.device)) })
  }

  private static func goodSample(_ device: String) -> String {
    let field =
      ["binder-1": "\"clasp\":false", "probe-1": "\"temp_c\":36.8"][device] ?? "\"temp_c\":24"
    return "\"device\":\"\(device)\",\(field)"
  }

  @Test func aDeviceThatIsNeverHeardIsSilent() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1")])
    trace.add(600, "\"clock\":\"2026-01-10T00:10:00Z\",\"quality\":\"synchronised\"")
    AlarmRow.expect(
      try trace.run().alarms,
      [AlarmRow(.deviceSilent, .active, nil, .medium, t: 180, since: 0)], within: 0.001)
  }

  @Test func aSampleWithoutAValueIsNoGoodSample() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1")])
    trace.temperature("probe-1", .steady(36.8), 0..<600)
    for t in stride(from: 600.0, to: 3600, by: 5) {
      trace.add(t, "\"device\":\"probe-1\",\"temp_c\":null")
    }
    // The infant's temperature is not watched for 50 minutes: somebody must be told.
    let outcome = try trace.run()
    AlarmRow.expect(
      outcome.alarms,
      [AlarmRow(.deviceSilent, .active, nil, .medium, t: 775, since: 595)], within: 1)
  }

  @Test func batteryLow() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", binder: "binder-1")])
    let battery = Course([(0, 2599), (3000, 2599), (3001, 2650), (4000, 2650), (4001, 2700)])
    for t in stride(from: 0.0, to: 5000, by: 10) {
      trace.add(
        t, "\"device\":\"binder-1\",\"clasp\":false,\"battery_mv\":\(battery.value(at: t))")
    }
    AlarmRow.expect(
      try trace.run().alarms,
      [
        AlarmRow(.batteryLow, .active, nil, .low, t: 600, since: 0),
        AlarmRow(.batteryLow, .resolved, nil, .low, t: 4070, since: 0),
      ], within: 15)
  }

  @Test func portAndStore() throws {
    var trace = TraceBuilder([])
    trace.add(10, "\"port\":\"bed-1\",\"open\":false")
    trace.add(15, "\"port\":\"bed-1\",\"open\":true")
    trace.add(100, "\"port\":\"bed-1\",\"open\":false")
    trace.add(200, "\"store_failing\":true")
    trace.add(300, "\"port\":\"bed-1\",\"open\":true")
    trace.add(400, "\"store_failing\":false")
    AlarmRow.expect(
      try trace.run().alarms,
      [
        AlarmRow(.portLost, .active, nil, .medium, t: 160, since: 100),
        AlarmRow(.storeFailing, .active, nil, .medium, t: 200, since: 200),
        AlarmRow(.portLost, .resolved, nil, .medium, t: 300, since: 100),
        AlarmRow(.storeFailing, .resolved, nil, .medium, t: 400, since: 200),
      ], within: 0.001)
  }
}
