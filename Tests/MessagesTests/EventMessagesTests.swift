import CareModel
import Messages
import TestSupport
import Testing
import TraceFormat

struct EventMessagesTests {
  private let address = RandomMessages.address
  private let stamp = MessageStamp(
    boot: "a1b2c3d4-7", sequence: 42, at: Instant(seconds: 9000),
    wall: WallTime(iso8601: "2026-01-10T02:30:00Z"), quality: .synchronised)

  private func body(_ event: CareEvent) throws -> JSONValue {
    try JSONValue(try #require(address.message(event, stamp)).body)
  }

  @Test func topicsAreThoseOfThePage() {
    let topics = MessageKind.allCases.map { address.topic($0) }
    #expect(
      topics
        == ["day", "session", "alarm", "health", "reading", "state"].map {
          "kmc/v1/hospital-1/nicu/hub-1/\($0)"
        })
  }

  @Test func anAlarmIsDatedWhenItWasDecided() throws {
    let alarm = AlarmEvent(
      identifier: AlarmIdentifier(
        boot: "a1b2c3d4-7", subject: .infant("K-001"), condition: .hypothermia,
        onset: Instant(seconds: 8000)),
      subject: .infant("K-001"), infant: "K-001", room: nil, condition: .hypothermia,
      alarmClass: .moderate, priority: .high, state: .active, since: Instant(seconds: 8000),
      at: Instant(seconds: 8990))
    let message = try #require(address.message(.alarm(alarm), stamp))
    #expect(
      message.body == """
        {"schema":"kmc/alarm/1","id":"hospital-1/nicu/hub-1/a1b2c3d4-7/42","site":"hospital-1",\
        "ward":"nicu","hub":"hub-1","boot":"a1b2c3d4-7","sequence":42,"t":8990.0,\
        "wall":"2026-01-10T02:29:50Z","clock_quality":"synchronised","event":"alarm",\
        "alarm_id":"a1b2c3d4-7/K-001/hypothermia/8000000","infant":"K-001",\
        "condition":"hypothermia","class":"moderate","priority":"high","state":"active",\
        "since":8000.0}
        """)
    #expect(message.isKept && message.kind == .alarm && message.at == Instant(seconds: 8990))
  }

  @Test func aDayIsNamedByInfantDateAndRevision() throws {
    let day = DaySummary(
      infant: "K-001", date: LocalDate(year: 2026, month: 1, day: 10), contact: .hours(8),
      noContact: .hours(15), unobserved: .hours(1), firstContact: nil, revision: 2)
    let message = try #require(address.message(.day(day), stamp))
    #expect(message.identifier == "hospital-1/nicu/hub-1/day/K-001/2026-01-10/2")
    var later = stamp
    later.sequence = 77
    #expect(address.message(.day(day), later)?.identifier == message.identifier)
    var undated = day
    undated.date = nil
    #expect(
      address.message(.day(undated), stamp)?.identifier == "hospital-1/nicu/hub-1/a1b2c3d4-7/42")
  }

  @Test func stretchesAreNotSent() {
    let contact = ContactInterval(
      infant: "K-001", from: .zero, to: Instant(seconds: 60), provider: .mother, confidence: 1)
    #expect(address.message(.contact(contact), stamp) == nil)
    let unobserved = UnobservedInterval(
      infant: "K-001", from: .zero, to: Instant(seconds: 60), reason: "binder-1 silent")
    #expect(address.message(.unobserved(unobserved), stamp) == nil)
  }

  @Test func whatIsNeverGivenUpIsKept() {
    #expect(MessageKind.allCases.filter(\.isKept) == [.day, .alarm])
  }

  @Test func anUnknownWallIsNull() throws {
    var random = RandomMessages(seed: 4)
    var stamp = stamp
    stamp.wall = nil
    stamp.quality = .unset
    for event in [CareEvent.alarm(random.alarm()), .session(random.session())] {
      let body = try JSONValue(try #require(address.message(event, stamp)).body)
      #expect(body["wall"] == .null && body["clock_quality"] == .string("unset"))
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func aStoredLineMakesTheVeryBytesThatWereSent(seed: UInt64) throws {
    var random = RandomMessages(seed: seed)
    var identifiers: [String: String] = [:]
    for _ in 0..<500 {
      let event = random.event()
      let stamp = random.stamp()
      guard let message = address.message(event, stamp) else { continue }
      #expect(try address.body(ofStored: event.line, stamp) == message.body)
      let same = identifiers.updateValue(message.body, forKey: message.identifier)
      #expect(message.kind == .day || same == nil, "an identifier names one event")
    }
  }

  /// The frozen names stay: whatever the event stream says is in the body, under the same key.
  @Test func theFrozenFieldsAreAllThere() throws {
    var random = RandomMessages(seed: 5)
    for _ in 0..<300 {
      let event = random.event()
      guard let message = address.message(event, random.stamp()) else { continue }
      let body = try #require(try JSONValue(message.body).object)
      for (key, value) in try #require(try JSONValue(event.line).object) {
        #expect(body[key == "id" ? "alarm_id" : key] == value, "\(key)")
      }
    }
  }

  @Test(arguments: [
    "", "{", "[]", "{}", #"{"event":7}"#, #"{"event":"day"} x"#, #"{"event":"alarm","t":1e300}"#,
    #"{"event":"day","infant":null,"revision":1}"#,
  ])
  func aDamagedRowIsAnError(_ line: String) {
    #expect(throws: TraceProblem.self) { try address.body(ofStored: line, stamp) }
  }
}
