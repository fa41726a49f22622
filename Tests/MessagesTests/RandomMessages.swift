import CareModel
import Messages
import TestSupport

/// Draws events, readings and figures with every field there and not there.
struct RandomMessages {
  private var random: SeededGenerator

  static let address = MessageAddress(site: "hospital-1", ward: "nicu", hub: "hub-1")

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func stamp() -> MessageStamp {
    MessageStamp(
      boot: BootIdentifier("a1b2c3d4-\(Int.random(in: 1...9_999_999, using: &random))"),
      sequence: Int64.random(in: 1...1_000_000, using: &random), at: instant(),
      wall: maybe(
        WallTime(milliseconds: .random(in: 1_700_000_000_000...1_900_000_000_000, using: &random))),
      quality: any(ClockQuality.allCases))
  }

  mutating func event() -> CareEvent {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: .contact(contact())
    case 1:
      .unobserved(
        UnobservedInterval(
          infant: infant(), from: instant(), to: instant(),
          reason: any(["binder-1 silent", "\"quoted\" \\ \n line", "no signal: ünknown"])))
    case 2: .session(session())
    case 3: .alarm(alarm())
    case 4: .response(response())
    case 5: .standby(standby())
    case 6:
      .alarmTest(
        AlarmTestEvent(
          state: any(AlarmTestEvent.State.allCases), until: instant(), by: maybe("nurse-3"),
          at: instant()))
    default: .day(day())
    }
  }

  private mutating func contact() -> ContactInterval {
    ContactInterval(
      infant: infant(), from: instant(), to: instant(), provider: any(Provider.allCases),
      confidence: .random(in: 0...1, using: &random), isLate: .random(using: &random))
  }

  mutating func session() -> ContactSession {
    var session = ContactSession(
      infant: infant(), from: instant(), to: instant(), contact: length(),
      pauses: .random(in: 0...5, using: &random), isShort: .random(using: &random))
    let providers = Provider.allCases.prefix(.random(in: 0...4, using: &random))
    session.providers = providers.map { ContactSession.Share(provider: $0, contact: length()) }
    session.confidence = maybe(Double.random(in: 0...1, using: &random))
    session.firstHour = maybe(length())
    session.firstContactOfLife = maybe(firstContact())
    session.revision = .random(in: 1...3, using: &random)
    session.replaces = (0..<Int.random(in: 0...2, using: &random)).map { _ in instant() }
    return session
  }

  mutating func alarm() -> AlarmEvent {
    let subject: AlarmSubject = any([
      .infant(infant()), .room("room-1"), .device("binder-1"), .port("port-1"), .output("relay-1"),
      .gateway,
    ])
    let condition = any(AlarmCondition.allCases)
    let since = instant()
    return AlarmEvent(
      identifier: AlarmIdentifier(
        boot: "b1-1", subject: subject, condition: condition, onset: since),
      subject: subject, infant: maybe(infant()), room: maybe("room-1"), condition: condition,
      alarmClass: maybe(any([.mild, .moderate, .severe])), priority: any([.low, .medium, .high]),
      state: any([.active, .changed, .resolved]), since: since, at: instant(),
      beds: any([[], ["1"], ["1", "2"]]), isFlapping: any([true, false]),
      isLatched: any([true, false]))
  }

  private mutating func response() -> ResponseEvent {
    ResponseEvent(
      identifier: alarm().identifier,
      response: any([.acknowledged, .paused, .reminder, .escalated]), by: maybe("nurse-3"),
      until: maybe(instant()), at: instant())
  }

  private mutating func standby() -> StandbyEvent {
    StandbyEvent(
      infant: infant(), state: any(StandbyEvent.State.allCases), from: instant(),
      until: instant(), by: maybe("nurse-3"), ending: maybe(any(StandbyEvent.Ending.allCases)),
      at: instant())
  }

  mutating func day() -> DaySummary {
    var day = DaySummary(
      infant: infant(),
      date: maybe(LocalDate(dayNumber: .random(in: 19_000...24_000, using: &random))),
      contact: length(), noContact: length(), unobserved: length(),
      firstContact: maybe(instant()), revision: .random(in: 1...4, using: &random))
    day.redating = maybe(
      DaySummary.Redating(movedBy: maybe(length()), isDateUncertain: .random(using: &random)))
    day.firstHour = maybe(length())
    day.firstContactOfLife = maybe(firstContact())
    day.goal = maybe(
      HoursAnswer(
        definition: CareSettings().goalDefinition(over: .kmcDay), contact: length(),
        noContact: length(), unobserved: length(), notCovered: length()))
    return day
  }

  private mutating func firstContact() -> FirstContact {
    FirstContact(
      at: instant(), age: length(), unseen: any([.zero, length()]),
      isImmediate: any(Answer.allCases))
  }

  mutating func sample() -> Sample {
    var reading = Reading()
    reading.clasp = observed(Bool.random(using: &random))
    reading.contact = observed(ElectrodeLevel(.random(in: 0...1, using: &random)))
    reading.force = observed(Newtons(.random(in: 0...9, using: &random)))
    reading.tilt = observed(TiltDegrees(.random(in: -90...90, using: &random)))
    reading.motion = observed(MilliG(.random(in: 0...500, using: &random)))
    reading.inner = observed(Celsius(.random(in: 20...38, using: &random)))
    reading.outer = observed(Celsius(.random(in: 10...35, using: &random)))
    reading.temperature = observed(Celsius(.random(in: 30...40, using: &random)))
    reading.humidity = observed(RelativeHumidity(.random(in: 0...100, using: &random)))
    reading.battery = observed(Millivolts(.random(in: 2000...4000, using: &random)))
    return Sample(device: "binder-1", reading: reading, measuredAt: maybe(instant()))
  }

  private mutating func observed<Value>(_ value: Value) -> Observed<Value> {
    any([.value(value), .value(value), .invalid(.openCircuit), .unsupported])
  }

  mutating func infant() -> InfantIdentifier { any(["K-001", "K-002"]) }

  mutating func instant() -> Instant {
    Instant(milliseconds: .random(in: -5_000...90_000_000_000, using: &random))
  }

  mutating func length() -> TimeLength {
    TimeLength(milliseconds: .random(in: 0...90_000_000, using: &random))
  }

  mutating func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }

  mutating func any<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }

  mutating func count(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
}
