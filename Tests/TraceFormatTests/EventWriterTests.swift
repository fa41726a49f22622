import CareModel
import Testing

@testable import TraceFormat

/// The lines of the event stream, against the format's own examples.
@Suite struct EventWriterTests {
  @Test func contact() {
    let event = CareEvent.contact(
      ContactInterval(
        infant: "K-001", from: Instant(seconds: 640), to: Instant(seconds: 5210.5),
        provider: .unknown, confidence: 0.98))
    #expect(
      event.line
        == #"{"event":"contact","infant":"K-001","from":640.0,"to":5210.5,"provider":"unknown","confidence":0.98}"#
    )
  }

  @Test func unobserved() {
    let event = CareEvent.unobserved(
      UnobservedInterval(
        infant: "K-001", from: Instant(seconds: 5210.5), to: Instant(seconds: 6100),
        reason: "binder-1 silent"))
    #expect(
      event.line
        == #"{"event":"unobserved","infant":"K-001","from":5210.5,"to":6100.0,"reason":"binder-1 silent"}"#
    )
  }

  @Test func session() {
    let event = CareEvent.session(
      ContactSession(
        infant: "K-001", from: Instant(seconds: 640), to: Instant(seconds: 9800),
        contact: .seconds(8700), pauses: 2, isShort: false))
    #expect(
      event.line
        == #"{"event":"session","infant":"K-001","from":640.0,"to":9800.0,"contact_s":8700,"pauses":2,"short":false}"#
    )
  }

  @Test func activeAlarm() {
    let event = CareEvent.alarm(
      AlarmEvent(
        identifier: "...", subject: .infant("K-001"), infant: "K-001", room: nil,
        condition: .hypothermia, alarmClass: .moderate, priority: .high, state: .active,
        since: Instant(seconds: 7000), at: Instant(seconds: 7301)))
    #expect(
      event.line
        == #"{"event":"alarm","id":"...","infant":"K-001","condition":"hypothermia","class":"moderate","priority":"high","state":"active","since":7000.0,"t":7301.0}"#
    )
  }

  /// The format's example with `since`, which adding a key allows: every line of an alarm has it.
  @Test func resolvedAlarm() {
    let event = CareEvent.alarm(
      AlarmEvent(
        identifier: "...", subject: .room("room-1"), infant: nil, room: "room-1",
        condition: .coldRoom, alarmClass: nil, priority: .medium, state: .resolved,
        since: Instant(seconds: 8000), at: Instant(seconds: 9000)))
    let example =
      #"{"event":"alarm","id":"...","room":"room-1","condition":"cold-room","priority":"medium","state":"resolved","t":9000.0}"#
    #expect(event.line.replacingFirst(#""since":8000.0,"#, with: "") == example)
  }

  @Test func alarmsOfDevicesAndPortsNameThem() {
    func line(_ subject: AlarmSubject, _ infant: InfantIdentifier?) -> String {
      CareEvent.alarm(
        AlarmEvent(
          identifier: "i", subject: subject, infant: infant, room: nil, condition: .deviceSilent,
          alarmClass: nil, priority: .low, state: .active, since: .zero, at: .zero)
      ).line
    }
    let tail =
      #""condition":"device-silent","priority":"low","state":"active","since":0.0,"t":0.0}"#
    #expect(
      line(.device("binder-1"), "K-001")
        == #"{"event":"alarm","id":"i","infant":"K-001","device":"binder-1","# + tail)
    #expect(line(.port("bed-1"), nil) == #"{"event":"alarm","id":"i","port":"bed-1","# + tail)
    #expect(line(.gateway, nil) == #"{"event":"alarm","id":"i","# + tail)
  }

  @Test func response() {
    let event = CareEvent.response(
      ResponseEvent(
        identifier: "...", response: .acknowledged, by: "nurse-3", until: Instant(seconds: 9900),
        at: Instant(seconds: 9300)))
    #expect(
      event.line
        == #"{"event":"response","id":"...","response":"acknowledged","by":"nurse-3","until":9900.0,"t":9300.0}"#
    )
    let reminder = CareEvent.response(
      ResponseEvent(
        identifier: "...", response: .reminder, by: nil, until: nil, at: Instant(seconds: 9900)))
    #expect(
      reminder.line == #"{"event":"response","id":"...","response":"reminder","t":9900.0}"#)
  }

  @Test func standby() {
    var standby = StandbyEvent(
      infant: "K-001", state: .started, from: Instant(seconds: 600), until: Instant(seconds: 2400),
      by: "nurse-3", at: Instant(seconds: 600))
    #expect(
      CareEvent.standby(standby).line
        == #"{"event":"standby","infant":"K-001","state":"started","from":600.0,"until":2400.0,"by":"nurse-3","t":600.0}"#
    )
    standby.state = .ended
    standby.by = nil
    standby.ending = .time
    standby.at = Instant(seconds: 2400)
    #expect(
      CareEvent.standby(standby).line
        == #"{"event":"standby","infant":"K-001","state":"ended","from":600.0,"until":2400.0,"reason":"time","t":2400.0}"#
    )
  }

  @Test func alarmTest() {
    let test = AlarmTestEvent(
      state: .started, until: Instant(seconds: 70), by: "nurse-3", at: Instant(seconds: 60))
    #expect(
      CareEvent.alarmTest(test).line
        == #"{"event":"alarm-test","state":"started","until":70.0,"by":"nurse-3","t":60.0}"#)
  }

  @Test func day() {
    var summary = DaySummary(
      infant: "K-001", date: LocalDate(year: 2026, month: 1, day: 10), contact: .seconds(31_200),
      noContact: .seconds(25_200), unobserved: .seconds(1200),
      firstContact: Instant(seconds: 640), revision: 1)
    #expect(
      CareEvent.day(summary).line
        == #"{"event":"day","infant":"K-001","date":"2026-01-10","covered_s":57600,"contact_s":31200,"no_contact_s":25200,"unobserved_s":1200,"first_contact_t":640.0,"revision":1}"#
    )
    summary.date = nil
    summary.firstContact = nil
    #expect(
      CareEvent.day(summary).line
        == #"{"event":"day","infant":"K-001","date":null,"covered_s":57600,"contact_s":31200,"no_contact_s":25200,"unobserved_s":1200,"revision":1}"#
    )
  }

  /// Keys that were added stand after those of the format, and only where there is something to say.
  @Test func addedKeysStandAtTheEnd() {
    var session = ContactSession(
      infant: "K-001", from: .zero, to: Instant(seconds: 60), contact: .seconds(60), pauses: 0,
      isShort: true,
      providers: [
        .init(provider: .mother, contact: .seconds(40)),
        .init(provider: .father, contact: .seconds(20)),
      ], confidence: 0.97, revision: 2, replaces: [Instant(seconds: 12.5)])
    session.firstHour = .seconds(60)
    session.firstContactOfLife = FirstContact(
      at: .zero, age: .minutes(75), unseen: .seconds(30), isImmediate: .cannotBeSaid)
    let sessionHead =
      #"{"event":"session","infant":"K-001","from":0.0,"to":60.0,"contact_s":60,"pauses":0,"short":true,"#
    #expect(
      CareEvent.session(session).line == sessionHead
        + #""provider":"mother","providers_s":{"mother":40,"father":20},"confidence":0.97,"#
        + #""first_hour_s":60,"first_contact_age_h":1.25,"first_contact_unseen_s":30,"#
        + #""immediate_kmc":"cannot-be-said","revision":2,"replaces":[12.5]}"#)
    var day = DaySummary(
      infant: "K-001", date: LocalDate(dayNumber: 0), contact: .hours(9), noContact: .hours(15),
      unobserved: .zero, firstContact: nil, revision: 3)
    day.goal = HoursAnswer(
      definition: CareSettings().goalDefinition, contact: .hours(9), noContact: .hours(15),
      unobserved: .zero, notCovered: .zero)
    day.redating = .init(movedBy: .seconds(-3.5), isDateUncertain: true)
    #expect(
      CareEvent.day(day).line.hasSuffix(
        #""revision":3,"goal":"more than 8 h of contact in a KMC day","goal_reached":"yes","#
          + #""redated_by_s":-3.5,"date_uncertain":true}"#))
    day.redating = .init(movedBy: nil, isDateUncertain: false)
    #expect(CareEvent.day(day).line.hasSuffix(#""redated_by_s":null}"#))
  }

  @Test func namesFromOutsideAreEscaped() {
    let event = CareEvent.unobserved(
      UnobservedInterval(infant: "a\"b\nc", from: .zero, to: .zero, reason: "\u{1}"))
    #expect(
      event.line
        == #"{"event":"unobserved","infant":"a\"b\nc","from":0.0,"to":0.0,"reason":"\u0001"}"#)
  }

  @Test func conditionNamesAreThoseOfTheFormat() {
    let names = """
      hypothermia falling-fast hyperthermia cold-room hot-room probe-detached contact-interrupted \
      behind-goal device-silent battery-low contradictory-signals port-lost clock-untrusted \
      store-failing disk-filling uplink-behind configuration-refused output-failed \
      station-unreachable
      """
    #expect(AlarmCondition.allCases.map(\.rawValue) == names.split(separator: " ").map(String.init))
  }
}
