import CareLogic
import CareModel
import Testing

@Suite("A condition of an infant that nobody has seen to")
struct UnansweredConditionTests {
  private let rule = AlarmTable(CareSettings())[.hypothermia]
  private var condition = MonitoredCondition(.hypothermia, levels: 3)
  private var events: [CareEvent] = []

  /// One sample every ten seconds from one minute to just before another.
  private mutating func skin(_ degrees: Double, _ minutes: Range<Double>) {
    for second in stride(from: minutes.lowerBound * 60, to: minutes.upperBound * 60, by: 10) {
      elapse(second)
      for (level, limit) in [36.5, 36, 32].enumerated() {
        let judgement: Judgement =
          degrees < limit ? .met : degrees < limit + 0.2 ? .between : .clear
        condition.judge(judgement, level: level, rule: rule, at: Instant(seconds: second))
      }
      elapse(second)
    }
  }

  private mutating func elapse(_ second: Double) {
    let now = Instant(seconds: second)
    while let due = condition.deadline(rule: rule), due <= now {
      condition.elapse(
        to: AlarmMoment(
          now: due, rule: rule, place: AlarmPlace(.infant("K-001"), infant: "K-001"), boot: "b1"),
        into: &events)
    }
  }

  private mutating func respond(_ kind: ResponseEvent.Response, _ minute: Double, until: Double)
    -> Bool
  {
    condition.respond(
      kind, by: "nurse-3", until: Instant(seconds: until * 60), at: Instant(seconds: minute * 60),
      into: &events)
  }

  private func responses(_ response: ResponseEvent.Response) -> [Double] {
    events.compactMap { event in
      guard case .response(let told) = event, told.response == response else { return nil }
      return told.at.seconds / 60
    }
  }

  @Test(
    "swings between levels and is escalated all the same",
    arguments: [
      // Between moderate and severe, both high: ten minutes after severe came first.
      (35.0, 31.0, 5.0, 18.0),
      // Between mild and moderate: mild never is, moderate is when it comes back after its time.
      (36.3, 35.0, 6.0, 22.0),
    ])
  mutating func swings(better: Double, worse: Double, each: Double, by latest: Double) throws {
    for number in 0..<10 {
      let begin = Double(number) * 2 * each
      skin(worse, begin..<(begin + each))
      skin(better, (begin + each)..<(begin + 2 * each))
    }
    let first = try #require(responses(.escalated).first)
    #expect(first <= latest)
    #expect(responses(.escalated).count == 1)
  }

  @Test("keeps what nobody has seen, also past a lesser one that comes and goes")
  mutating func latchIsKept() {
    skin(31, 0..<5)
    skin(37, 5..<15)
    #expect(condition.latched != nil)
    skin(36.3, 20..<40)
    #expect(condition.standing?.level == AlarmTable.LevelIndex.mild)
    #expect(condition.latched == nil)
    skin(37, 40..<50)
    #expect(condition.standing == nil)
    #expect(condition.latched != nil)
    let isAcknowledged = respond(.acknowledged, 51, until: 61)
    #expect(isAcknowledged)
    #expect(condition.latched == nil)
  }

  @Test("is gone for good where somebody saw the lesser one that came after it")
  mutating func seenLater() {
    skin(31, 0..<5)
    skin(37, 5..<15)
    skin(36.3, 20..<40)
    let isAcknowledged = respond(.acknowledged, 40, until: 50)
    #expect(isAcknowledged)
    skin(37, 40..<60)
    #expect(condition.standing == nil && condition.latched == nil)
  }

  @Test("can be paused when it is over, and rings again")
  mutating func latchedPause() {
    skin(31, 0..<5)
    skin(37, 5..<15)
    #expect(condition.latched?.isSounding == true)
    let isPaused = respond(.paused, 15, until: 17)
    #expect(isPaused)
    #expect(condition.latched?.isSounding == false)
    #expect(condition.latched?.response == .paused)
    skin(37, 15..<20)
    #expect(condition.latched?.isSounding == true)
    #expect(responses(.paused) == [15])
    #expect(responses(.reminder) == [17])
  }

  @Test("stays paused when it ends within the pause")
  mutating func pausedThenOver() {
    skin(31, 0..<5)
    let isPaused = respond(.paused, 5, until: 30)
    #expect(isPaused)
    skin(37, 5..<15)
    #expect(condition.standing == nil)
    #expect(condition.latched?.isSounding == false)
    skin(37, 15..<31)
    #expect(condition.latched?.isSounding == true)
    #expect(responses(.reminder) == [30])
  }

  /// Until when each of these answers is recorded to hold, in minutes.
  private func recorded(_ response: ResponseEvent.Response) -> [Double?] {
    events.compactMap { event in
      guard case .response(let told) = event, told.response == response else { return nil }
      return .some(told.until.map { $0.seconds / 60 })
    }
  }

  @Test("is not recorded as paused while an acknowledgement holds longer")
  mutating func pauseUnderAcknowledgement() {
    skin(35, 0..<6)
    let isAcknowledged = respond(.acknowledged, 6, until: 16)
    let isPaused = respond(.paused, 7, until: 9)
    #expect(isAcknowledged && isPaused, "there was something to answer")
    #expect(responses(.paused) == [])
    #expect(condition.standing?.response == .acknowledged)
    skin(35, 6..<20)
    #expect(responses(.reminder) == [16])
  }

  @Test("is acknowledged under a longer pause for as long as that holds, and recorded so")
  mutating func acknowledgementUnderPause() {
    skin(31, 0..<5)
    let isPaused = respond(.paused, 5, until: 25)
    let isAcknowledged = respond(.acknowledged, 6, until: 16)
    #expect(isPaused && isAcknowledged)
    #expect(recorded(.acknowledged) == [25])
    #expect(condition.standing?.response == .acknowledged)
    skin(37, 6..<15)
    #expect(condition.standing == nil && condition.latched == nil, "somebody has looked")
  }
}
