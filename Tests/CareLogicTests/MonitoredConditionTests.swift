import CareLogic
import CareModel
import Testing

@Suite("A condition of an infant: what stands, and what people did about it")
struct MonitoredConditionTests {
  private let rule = AlarmTable(CareSettings())[.hypothermia]
  private var condition = MonitoredCondition(.hypothermia, levels: 3)
  private var events: [CareEvent] = []

  private mutating func judge(_ judgements: [Judgement], _ second: Double) {
    elapse(second)
    for (level, judgement) in judgements.enumerated() {
      condition.judge(
        judgement, level: level, rule: rule, at: Instant(seconds: second))
    }
    elapse(second)
  }

  private mutating func elapse(_ second: Double) {
    let now = Instant(seconds: second)
    while let due = condition.deadline(rule: rule), due <= now {
      condition.elapse(to: moment(due), into: &events)
    }
  }

  private func moment(_ now: Instant, firstOpenLevel: Int = 0) -> AlarmMoment {
    AlarmMoment(
      now: now, rule: rule, place: AlarmPlace(.infant("K-001"), infant: "K-001"), boot: "b1",
      firstOpenLevel: firstOpenLevel)
  }

  private mutating func respond(_ second: Double, until: Double) -> Bool {
    condition.respond(
      .acknowledged, by: "nurse-3", until: Instant(seconds: until), at: Instant(seconds: second),
      into: &events)
  }

  private var story: [String] {
    events.map { event in
      switch event {
      case .alarm(let alarm):
        "\(alarm.state) \(alarm.alarmClass?.rawValue ?? "-") \(alarm.priority) "
          + "since \(Int(alarm.since.seconds)) at \(Int(alarm.at.seconds))"
      case .response(let response): "\(response.response) at \(Int(response.at.seconds))"
      default: "unexpected"
      }
    }
  }

  @Test("grows worse, gets better level by level, and ends once, under one identity")
  mutating func levels() {
    judge([.met, .clear, .clear], 0)
    judge([.met, .met, .clear], 1000)
    judge([.met, .met, .met], 2000)
    for second in [3000.0, 3180] { judge([.met, .met, .clear], second) }
    for second in [4000.0, 4180] { judge([.met, .clear, .clear], second) }
    for second in [5000.0, 5180] { judge([.clear, .clear, .clear], second) }
    elapse(10_000)
    #expect(
      story == [
        "active mild low since 0 at 900", "changed moderate high since 0 at 1300",
        "escalated at 1900", "changed severe high since 0 at 2060",
        "changed moderate high since 0 at 3180",
        "changed mild low since 0 at 4180", "resolved mild low since 0 at 5180",
      ])
    let identifiers = events.compactMap { event -> AlarmIdentifier? in
      if case .alarm(let alarm) = event { alarm.identifier } else { nil }
    }
    #expect(Set(identifiers) == ["b1/K-001/hypothermia/0"])
    #expect(condition.isQuiet)
  }

  @Test("is raised at its worst when a worse level comes first")
  mutating func severeAtOnce() {
    judge([.met, .met, .met], 10)
    elapse(70)
    #expect(story == ["active severe high since 10 at 70"])
  }

  @Test("an acknowledgement runs out as a reminder, and a worse level escalates at once")
  mutating func responses() {
    let early = respond(0, until: 600)
    #expect(!early)
    judge([.met, .clear, .clear], 0)
    elapse(900)
    let first = respond(1000, until: 1600)
    #expect(first)
    elapse(1700)
    let second = respond(2000, until: 2600)
    #expect(second)
    judge([.met, .met, .clear], 2100)
    elapse(5000)
    #expect(
      story == [
        "active mild low since 0 at 900", "acknowledged at 1000", "reminder at 1600",
        "acknowledged at 2000", "changed moderate high since 0 at 2400", "escalated at 2400",
      ])
  }

  @Test("getting better under an acknowledgement does not ring")
  mutating func betterIsQuiet() {
    judge([.met, .met, .clear], 0)
    elapse(300)
    let answered = respond(310, until: 9000)
    #expect(answered)
    for second in [400.0, 580] { judge([.met, .clear, .clear], second) }
    elapse(1000)
    #expect(
      story == [
        "active moderate high since 0 at 300", "acknowledged at 310",
        "changed mild low since 0 at 580",
      ])
    #expect(condition.standing?.response == .acknowledged)
  }

  @Test("a response ends with its alarm: the next one rings")
  mutating func responseEndsWithAlarm() {
    judge([.met, .clear, .clear], 0)
    elapse(900)
    let answered = respond(1000, until: 90_000)
    #expect(answered)
    for second in [1100.0, 1280] { judge([.clear, .clear, .clear], second) }
    elapse(2000)
    judge([.met, .clear, .clear], 3000)
    elapse(4000)
    #expect(condition.standing?.response == nil)
    #expect(condition.standing?.identifier == "b1/K-001/hypothermia/3000000")
  }

  @Test("ends with one line when the infant leaves, and says nothing where nothing stood")
  mutating func end() {
    judge([.met, .clear, .clear], 0)
    condition.end(at: moment(Instant(seconds: 10)), into: &events)
    #expect(events.isEmpty)
    judge([.met, .met, .clear], 20)
    elapse(400)
    condition.end(at: moment(Instant(seconds: 500)), into: &events)
    condition.end(at: moment(Instant(seconds: 501)), into: &events)
    #expect(
      story == [
        "active moderate high since 20 at 320", "resolved moderate high since 20 at 500",
      ])
    #expect(condition.deadline(rule: rule) == nil)
  }
}
