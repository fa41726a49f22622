import CareModel
import ServiceManager
import Testing

/// Fed only while bytes, core and store all move.
struct LivenessCheckTests {
  private static let limits: [LivenessStage: TimeLength] = [
    .bytes: .seconds(10), .core: .seconds(10), .store: .seconds(90),
  ]

  /// At each second every stage answers, but those that stop at theirs.
  private static func verdicts(
    stopping: [LivenessStage: Int], goingOnAt: Int = .max, seconds: Int
  ) -> [LivenessCheck.Verdict] {
    var check = LivenessCheck(limits: limits, startingAt: .zero)
    var marks: LivenessCheck.Marks = [:]
    return (1...seconds).map { second in
      for stage in LivenessStage.allCases
      where second < stopping[stage] ?? .max || second >= goingOnAt {
        marks[stage, default: 0] += 1
      }
      return check.step(marks, at: Instant(seconds: Double(second)))
    }
  }

  @Test func whatMovesIsFed() {
    #expect(Self.verdicts(stopping: [:], seconds: 300).allSatisfy { $0 == .feed })
  }

  @Test(arguments: zip(LivenessStage.allCases, [10, 10, 90]))
  func whatStandsIsFedUntilItsLimit(_ stage: LivenessStage, _ limit: Int) {
    let verdicts = Self.verdicts(stopping: [stage: 50], seconds: 200)
    // It moved last at 49 s.
    let firstWithheld = verdicts.firstIndex { $0 != .feed }.map { $0 + 1 }
    #expect(firstWithheld == 49 + limit + 1)
    #expect(
      verdicts.last
        == .withhold([LivenessCheck.Standstill(stage: stage, length: .seconds(151))]))
  }

  @Test func everythingThatStandsIsNamedInTheOrderOfTheBytes() {
    let verdicts = Self.verdicts(stopping: [.bytes: 50, .core: 60, .store: 1], seconds: 150)
    guard case .withhold(let standing) = verdicts.last else {
      Issue.record("fed")
      return
    }
    #expect(standing.map(\.stage) == [.bytes, .core, .store])
    #expect(standing.first?.description == "bytes for 101 s")
  }

  @Test func whatMovesAgainIsFedAgain() {
    let verdicts = Self.verdicts(stopping: [.core: 50], goingOnAt: 100, seconds: 120)
    #expect(verdicts[98] != .feed)
    #expect(verdicts[99...].allSatisfy { $0 == .feed })
  }

  @Test func aStageThatNeverAnswersIsNotFedForEver() {
    let verdicts = Self.verdicts(stopping: [.store: 0], seconds: 120)
    #expect(verdicts[89] == .feed)
    #expect(verdicts[90] != .feed)
  }

  @Test func theLimitsFitTheWatchdog() {
    let limits = LivenessCheck.limits(for: WatchdogSchedule(limit: .seconds(20)))
    #expect(limits[.bytes] == .seconds(10))
    #expect(limits[.core] == .seconds(10))
    #expect((limits[.store] ?? .zero) > .seconds(30))
    #expect(limits[.store] == StorePatience.atMost, "as long as the relay waits")
  }
}
