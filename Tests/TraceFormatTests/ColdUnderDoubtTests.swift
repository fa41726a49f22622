import CareModel
import Testing

/// An infant that is found cold when its probe, which had fallen off, is put back.
@Suite struct ColdUnderDoubtTests {
  struct Row: Sendable, CustomTestStringConvertible {
    /// Where the reading settles after the probe was put back.
    var reseated: Double
    var before = 36.9
    var room: Double? = 24
    var ends: AlarmClass = .moderate
    var testDescription: String {
      "\(before) to \(reseated), room \(room.map { "\($0)" } ?? "-")"
    }
  }

  static let rows = [
    Row(reseated: 34.9), Row(reseated: 35.8), Row(reseated: 33), Row(reseated: 34.9, before: 35.5),
    Row(reseated: 34.9, room: nil), Row(reseated: 31, room: 20, ends: .severe),
  ]

  @Test(arguments: rows) func somethingHighStandsAllTheWhile(_ row: Row) throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1", room: "room-1")])
    let bedding = (row.room ?? 24) + 0.5
    trace.temperature(
      "probe-1",
      Course(
        [
          (0, row.before), (20, row.before), (24, bedding), (40, bedding), (44, row.reseated),
          (80, row.reseated),
        ].map { ($0.0 * 60, $0.1) }), 0..<4800, every: 10)
    if let room = row.room {
      trace.temperature("room-1", .steady(room), 0..<4800, every: 30)
    }
    let alarms = try trace.run().events.compactMap { event -> AlarmEvent? in
      if case .alarm(let alarm) = event { alarm } else { nil }
    }
    let began = try #require(alarms.first { $0.priority == .high }?.at)
    var standing: [AlarmIdentifier: AlarmEvent] = [:]
    for (number, alarm) in alarms.enumerated() {
      standing[alarm.identifier] = alarm.state == .resolved ? nil : alarm
      // What is told at one instant is one step.
      let isLastOfStep = number + 1 == alarms.count || alarms[number + 1].at > alarm.at
      guard isLastOfStep, alarm.at >= began else { continue }
      #expect(standing.values.contains { $0.priority == .high }, "minute \(alarm.at.seconds / 60)")
    }
    #expect(began <= Instant(seconds: 30 * 60))
    #expect(alarms.contains { $0.condition == .probeDetached && $0.state == .resolved })
    let high = standing.values.filter { $0.priority == .high }
    #expect(high.map(\.condition) == [.hypothermia])
    #expect(high.first?.alarmClass == row.ends)
    #expect(
      Set(alarms.filter { $0.state == .active }.map(\.identifier)).count
        == alarms.filter { $0.state == .active }.count)
  }

  /// The doubt ends within a standby: what is true at its end is told at that moment.
  @Test func standbyEndsWithTheInfantCold() throws {
    var trace = TraceBuilder([Assignment(infant: "K-001", probe: "probe-1", room: "room-1")])
    trace.temperature("room-1", .steady(24), 0..<4800, every: 30)
    trace.temperature(
      "probe-1",
      Course(
        [(0, 36.9), (20, 36.9), (24, 24.5), (40, 24.5), (44, 34.9), (80, 34.9)]
          .map { ($0.0 * 60, $0.1) }), 0..<4800, every: 10)
    // The standby ends two minutes after the doubt does, sooner than hypothermia's own delay.
    let doubtEnds = try #require(
      try trace.run().events.compactMap { event -> Instant? in
        guard case .alarm(let alarm) = event, alarm.condition == .probeDetached,
          alarm.state == .resolved
        else { return nil }
        return alarm.at
      }.last)
    let end = doubtEnds.seconds + 120
    trace.add(900, #""standby":"K-001","for_s":\#(end - 900)"#)
    let told = try trace.run().events.compactMap { event -> AlarmEvent? in
      if case .alarm(let alarm) = event, alarm.priority == .high { alarm } else { nil }
    }
    #expect(told.map(\.condition) == [.hypothermia])
    #expect(told.map(\.at) == [Instant(seconds: end)])
  }
}
