import CareModel
import Testing

@testable import Presentation

@Suite("One line an event")
struct EventLinesTests {
  private static func at(_ hour: Double, _ minute: Double) -> Instant {
    Instant(seconds: hour * 3600 + minute * 60)
  }

  private static func alarm(_ state: AlarmEvent.State, room: Bool = false) -> CareEvent {
    .alarm(
      AlarmEvent(
        identifier: "b1/K-002/hypothermia/21900000",
        subject: room ? .room("room-1") : .infant("K-002"), infant: room ? nil : "K-002",
        room: room ? "room-1" : nil, condition: room ? .coldRoom : .hypothermia,
        alarmClass: room ? nil : .moderate, priority: room ? .medium : .high, state: state,
        since: at(6, 5), at: at(6, 12)))
  }

  private static func response(
    _ identifier: AlarmIdentifier, _ kind: ResponseEvent.Response, by: PersonIdentifier? = nil,
    until: Instant? = nil
  ) -> CareEvent {
    .response(
      ResponseEvent(identifier: identifier, response: kind, by: by, until: until, at: at(6, 12)))
  }

  private static func contact(_ provider: Provider, _ confidence: Double) -> CareEvent {
    .contact(
      ContactInterval(
        infant: "K-002", from: at(5, 40), to: at(6, 10), provider: provider,
        confidence: confidence))
  }

  @Test(
    "Each kind of event",
    arguments: [
      (contact(.unknown, 0.98), "06:12 bed-2 K-002 contact 05:40-06:10 (30 min)"),
      (
        contact(.mother, 0.715),
        "06:12 bed-2 K-002 contact 05:40-06:10 (30 min), mother, only 71 % sure"
      ),
      (
        .unobserved(
          UnobservedInterval(
            infant: "K-007", from: at(3, 5), to: at(6, 10), reason: "binder-7 silent")),
        "06:12 K-007 unobserved 03:05-06:10 (3 h 05 min): binder-7 silent"
      ),
      (
        .session(
          ContactSession(
            infant: "K-002", from: at(2, 0), to: at(6, 0), contact: .minutes(225), pauses: 2,
            isShort: false)),
        "06:12 bed-2 K-002 session 02:00-06:00: contact 3 h 45 min, 2 pauses"
      ),
      (
        .session(
          ContactSession(
            infant: "K-002", from: at(5, 0), to: at(5, 30), contact: .minutes(30), pauses: 0,
            isShort: true)),
        "06:12 bed-2 K-002 session 05:00-05:30: contact 30 min, short"
      ),
      (
        alarm(.active),
        "06:12 bed-2 K-002 ALARM !!! HIGH: suspected moderate hypothermia: confirm axillary "
          + "(since 06:05)"
      ),
      (
        alarm(.changed),
        "06:12 bed-2 K-002 ALARM now !!! HIGH: suspected moderate hypothermia: confirm axillary "
          + "(since 06:05)"
      ),
      (alarm(.resolved), "06:12 bed-2 K-002 alarm over: hypothermia, lasted 7 min"),
      (
        alarm(.active, room: true), "06:12 room-1 ALARM !! medium: room is cold (since 06:05)"
      ),
      (
        response("b1/K-002/hypothermia/21900000", .acknowledged, by: "nurse-3", until: at(6, 22)),
        "06:12 bed-2 K-002 alarm hypothermia: acknowledged by nurse-3 until 06:22"
      ),
      (
        response("b1/lines/usb-1/port-lost/-5", .reminder),
        "06:12 lines/usb-1 alarm port lost: rings again"
      ),
      (response("odd", .paused), "06:12 alarm odd: sound paused"),
      (
        .day(
          DaySummary(
            infant: "K-002", date: LocalDate(year: 2026, month: 1, day: 10),
            contact: .minutes(520), noContact: .minutes(860), unobserved: .minutes(60),
            firstContact: nil, revision: 1)),
        "06:12 bed-2 K-002 day 2026-01-10: contact 8:40, no contact 14:20, unobserved 1:00"
      ),
      (
        .day(
          DaySummary(
            infant: "K-002", date: nil, contact: .zero, noContact: .zero, unobserved: .hours(24),
            firstContact: nil, revision: 3)),
        "06:12 bed-2 K-002 day (date unknown): contact 0:00, no contact 0:00, unobserved 24:00, "
          + "corrected (revision 3)"
      ),
    ] as [(CareEvent, String)])
  func each(event: CareEvent, line: String) {
    let told = EventLines.describe(
      event, at: SampleWard.now, clock: SampleWard.clock, beds: ["K-002": "bed-2"])
    #expect(told == line)
  }

  @Test("A day says whether the goal was reached, by its definition, and why it is told again")
  func goalAndRedating() {
    var day = DaySummary(
      infant: "K-002", date: LocalDate(year: 2026, month: 1, day: 10), contact: .minutes(470),
      noContact: .minutes(910), unobserved: .minutes(60), firstContact: nil, revision: 2)
    day.goal = HoursAnswer(
      definition: CareSettings().goalDefinition, contact: day.contact, noContact: day.noContact,
      unobserved: day.unobserved, notCovered: .zero)
    day.redating = .init(movedBy: .zero - .minutes(90), isDateUncertain: true)
    let told = EventLines.describe(.day(day), at: SampleWard.now, clock: SampleWard.clock)
    #expect(
      told == "06:12 K-002 day 2026-01-10: contact 7:50, no contact 15:10, unobserved 1:00; "
        + "more than 8 h of contact in a KMC day: ? cannot be said, corrected (revision 2), "
        + "the clock moved by -1 h 30 min, its date is uncertain")
    day.redating = .init(movedBy: nil, isDateUncertain: false)
    let dated = EventLines.describe(.day(day), at: SampleWard.now, clock: SampleWard.clock)
    #expect(dated.hasSuffix(", corrected (revision 2), the date became known"))
  }

  @Test("A session that late evidence changed, and the first contact of a life")
  func corrected() {
    var session = ContactSession(
      infant: "K-002", from: Self.at(2, 0), to: Self.at(4, 0), contact: .minutes(120), pauses: 0,
      isShort: false, revision: 2)
    session.firstContactOfLife = FirstContact(
      at: Self.at(2, 0), age: .minutes(95), unseen: .minutes(5), isImmediate: .yes)
    let told = EventLines.describe(.session(session), at: SampleWard.now, clock: SampleWard.clock)
    #expect(
      told == "06:12 K-002 session 02:00-04:00: contact 2 h 00 min, "
        + "first contact at most 1 h 35 min after birth, corrected (revision 2)")
  }

  @Test("Without a time of day, the running time stands in its place")
  func timeless() {
    let clock = LocalClock(at: SampleWard.now, wall: nil, calendar: .utc)
    let told = EventLines.describe(Self.contact(.unknown, 1), at: SampleWard.now, clock: clock)
    #expect(told == "+6:12 K-002 contact +5:40-+6:10 (30 min)")
  }

  @Test("Who let alarms wait, and who tried them, is said")
  func standbysAndTests() {
    func standby(_ state: StandbyEvent.State, _ ending: StandbyEvent.Ending?) -> CareEvent {
      .standby(
        StandbyEvent(
          infant: "K-002", state: state, from: Self.at(5, 0), until: Self.at(6, 0),
          by: ending == nil || ending == .person ? "nurse-3" : nil, ending: ending,
          at: Self.at(5, 30)))
    }
    func test(_ state: AlarmTestEvent.State, _ person: PersonIdentifier?) -> CareEvent {
      .alarmTest(
        AlarmTestEvent(state: state, until: Self.at(6, 13), by: person, at: Self.at(6, 12)))
    }
    let rows: [(CareEvent, String)] = [
      (standby(.started, nil), "K-002 standby until 06:00 by nurse-3: its alarms wait"),
      (standby(.changed, nil), "K-002 standby now until 06:00 by nurse-3"),
      (standby(.ended, .time), "K-002 standby over, lasted 30 min"),
      (standby(.ended, .person), "K-002 standby over by nurse-3, lasted 30 min"),
      (standby(.ended, .release), "K-002 standby over, released, lasted 30 min"),
      (test(.started, "nurse-3"), "alarm test by nurse-3 until 06:13"),
      (test(.changed, "nurse-3"), "alarm test goes on by nurse-3 until 06:13"),
      (test(.ended, nil), "alarm test over"),
    ]
    for (event, words) in rows {
      #expect(
        EventLines.describe(event, at: SampleWard.now, clock: SampleWard.clock)
          == "06:12 \(words)")
    }
  }

  @Test("A line stays one line and never steers a terminal")
  func harmless() {
    let event = CareEvent.unobserved(
      UnobservedInterval(
        infant: "K\u{1B}[2J", from: Self.at(5, 0), to: Self.at(6, 0), reason: "a\r\nb\u{202E}c"))
    let told = EventLines.describe(event, at: SampleWard.now, clock: SampleWard.clock)
    #expect(
      told == "06:12 K\u{FFFD}[2J unobserved 05:00-06:00 (1 h 00 min): a\u{FFFD}\u{FFFD}b\u{FFFD}c")
  }
}
