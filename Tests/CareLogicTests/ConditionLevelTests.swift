import CareLogic
import CareModel
import Testing

/// One row of a table: what was judged when, and how the level stands right after.
private struct Step: Sendable {
  var second: Double
  /// Nil only lets time pass.
  var judgement: Judgement?
  var isActive: Bool
  var isQuiet: Bool
}

@Suite(
  "One level of a condition in time: raised after 300 s, over after 180 s, forgiven after 60 s")
struct ConditionLevelTests {
  private static let timing = LevelTiming(
    raiseAfter: .seconds(300), resolveAfter: .seconds(180), forgivenAfter: .seconds(60))

  private static let tables: [(String, [Step])] = [
    (
      "raised exactly at its delay",
      [
        Step(second: 0, judgement: .clear, isActive: false, isQuiet: true),
        Step(second: 10, judgement: .met, isActive: false, isQuiet: false),
        Step(second: 309.999, judgement: nil, isActive: false, isQuiet: false),
        Step(second: 310, judgement: nil, isActive: true, isQuiet: false),
      ]
    ),
    (
      "silence after the threshold was passed raises all the same",
      [
        Step(second: 0, judgement: .met, isActive: false, isQuiet: false),
        Step(second: 5000, judgement: nil, isActive: true, isQuiet: false),
      ]
    ),
    (
      "a dip back that is shorter than what is forgiven keeps the onset",
      [
        Step(second: 0, judgement: .met, isActive: false, isQuiet: false),
        Step(second: 100, judgement: .clear, isActive: false, isQuiet: false),
        Step(second: 159, judgement: .met, isActive: false, isQuiet: false),
        Step(second: 300, judgement: nil, isActive: true, isQuiet: false),
      ]
    ),
    (
      "forgiven after a minute not met, also in between",
      [
        Step(second: 0, judgement: .met, isActive: false, isQuiet: false),
        Step(second: 100, judgement: .between, isActive: false, isQuiet: false),
        Step(second: 130, judgement: .clear, isActive: false, isQuiet: false),
        Step(second: 160, judgement: nil, isActive: false, isQuiet: true),
        Step(second: 400, judgement: .met, isActive: false, isQuiet: false),
        Step(second: 699, judgement: nil, isActive: false, isQuiet: false),
        Step(second: 700, judgement: nil, isActive: true, isQuiet: false),
      ]
    ),
    (
      "an active level is over only after 180 s clear without a break",
      [
        Step(second: 0, judgement: .met, isActive: false, isQuiet: false),
        Step(second: 300, judgement: nil, isActive: true, isQuiet: false),
        Step(second: 400, judgement: .clear, isActive: true, isQuiet: false),
        Step(second: 579, judgement: .between, isActive: true, isQuiet: false),
        Step(second: 900, judgement: nil, isActive: true, isQuiet: false),
        Step(second: 1000, judgement: .clear, isActive: true, isQuiet: false),
        Step(second: 1100, judgement: .met, isActive: true, isQuiet: false),
        Step(second: 1200, judgement: .clear, isActive: true, isQuiet: false),
        Step(second: 1379.999, judgement: .clear, isActive: true, isQuiet: false),
        Step(second: 1380, judgement: .clear, isActive: false, isQuiet: true),
      ]
    ),
    (
      "silence never clears what is active, however long it had been clear",
      [
        Step(second: 0, judgement: .met, isActive: false, isQuiet: false),
        Step(second: 300, judgement: nil, isActive: true, isQuiet: false),
        Step(second: 400, judgement: .clear, isActive: true, isQuiet: false),
        Step(second: 579, judgement: .clear, isActive: true, isQuiet: false),
        Step(second: 90_000, judgement: nil, isActive: true, isQuiet: false),
      ]
    ),
    (
      "in between neither raises nor begins",
      [
        Step(second: 0, judgement: .between, isActive: false, isQuiet: true),
        Step(second: 1000, judgement: .between, isActive: false, isQuiet: true),
      ]
    ),
  ]

  @Test("follows its table", arguments: tables.indices)
  func table(index: Int) {
    let (name, steps) = Self.tables[index]
    var level = ConditionLevel()
    for step in steps {
      let now = Instant(seconds: step.second)
      while level.elapse(to: now, Self.timing) {}
      if let judgement = step.judgement {
        level.judge(judgement, at: now, Self.timing)
        _ = level.elapse(to: now, Self.timing)
      }
      #expect(level.isActive == step.isActive, "\(name) at \(step.second)")
      #expect(level.isQuiet == step.isQuiet, "\(name) at \(step.second)")
    }
  }

  @Test("the onset is the first sample beyond the threshold")
  func onset() {
    var level = ConditionLevel()
    level.judge(.met, at: Instant(seconds: 7), Self.timing)
    level.judge(.met, at: Instant(seconds: 100), Self.timing)
    #expect(level.metSince == Instant(seconds: 7))
    #expect(level.deadline(Self.timing) == Instant(seconds: 307))
  }

  @Test("a delay of zero raises and resolves at the sample itself")
  func atOnce() {
    let atOnce = LevelTiming(raiseAfter: .zero, resolveAfter: .zero, forgivenAfter: .zero)
    var level = ConditionLevel()
    level.judge(.met, at: Instant(seconds: 5), atOnce)
    _ = level.elapse(to: Instant(seconds: 5), atOnce)
    #expect(level.isActive)
    level.judge(.clear, at: Instant(seconds: 6), atOnce)
    _ = level.elapse(to: Instant(seconds: 6), atOnce)
    #expect(level.isQuiet)
  }

  @Test("time that nobody watched counts for no timer, and an active onset stays")
  func skip() {
    var pending = ConditionLevel()
    pending.judge(.met, at: Instant(seconds: 0), Self.timing)
    pending.skip(.seconds(1000), Self.timing)
    #expect(pending.deadline(Self.timing) == Instant(seconds: 1300))
    pending.judge(.clear, at: Instant(seconds: 1100), Self.timing)
    pending.skip(.seconds(50), Self.timing)
    #expect(pending.deadline(Self.timing) == Instant(seconds: 1210))

    var active = ConditionLevel()
    active.judge(.met, at: Instant(seconds: 0), Self.timing)
    _ = active.elapse(to: Instant(seconds: 300), Self.timing)
    #expect(active.isActive)
    active.judge(.clear, at: Instant(seconds: 400), Self.timing)
    active.skip(.seconds(1000), Self.timing)
    #expect(active.metSince == Instant(seconds: 0))
    active.judge(.clear, at: Instant(seconds: 1500), Self.timing)
    #expect(active.deadline(Self.timing) == nil, "clear for no time since it was watched again")
  }

  @Test("ends at once where its subject leaves")
  func end() {
    var level = ConditionLevel()
    level.judge(.met, at: .zero, Self.timing)
    _ = level.elapse(to: Instant(seconds: 300), Self.timing)
    level.end()
    #expect(level == ConditionLevel())
  }

  private static let flapping = LevelTiming(
    raiseAfter: .seconds(300), resolveAfter: .seconds(180), forgivenAfter: .seconds(60),
    flapping: FlappingTiming(
      crossings: 3, window: .minutes(60), resolveAfter: .minutes(15)))

  /// When the level became active, where it is beyond for `met` seconds of each `period`.
  private func raised(
    met: Double, of period: Double, between: Judgement = .clear, until end: Double,
    timing: LevelTiming = flapping
  ) -> Double? {
    var level = ConditionLevel()
    for second in stride(from: 0.0, to: end, by: 5) {
      let now = Instant(seconds: second)
      while level.elapse(to: now, timing) {}
      let isMet = second.truncatingRemainder(dividingBy: period) < met
      level.judge(isMet ? .met : between, at: now, timing)
      while level.elapse(to: now, timing) {}
      if level.isActive { return second }
    }
    return nil
  }

  @Test("is not forgiven where it crosses its threshold again and again: what was beyond adds up")
  func wavers() {
    // The third crossing is at 960 s, and 270 s of each 480 are beyond.
    #expect(raised(met: 270, of: 480, until: 14_400) == 1470)
    #expect(raised(met: 60, of: 480, until: 14_400) == 2940)
    // Never quite clear is no better than clear in between.
    #expect(raised(met: 270, of: 480, between: .between, until: 14_400) == 1470)
  }

  @Test("is forgiven where a dip comes rarely, and where nobody counts")
  func seldom() {
    #expect(raised(met: 270, of: 2400, until: 90_000) == nil)
    #expect(raised(met: 270, of: 480, until: 14_400, timing: Self.timing) == nil)
  }

  @Test("dips of seconds add up to nothing within an hour")
  func glitches() {
    #expect(raised(met: 5, of: 480, until: 40_000) == nil)
  }

  @Test("is forgiven when the crossings are an hour past")
  func calmed() {
    var level = ConditionLevel()
    for second in [0.0, 480, 960] {
      level.judge(.met, at: Instant(seconds: second), Self.flapping)
      level.judge(.clear, at: Instant(seconds: second + 120), Self.flapping)
    }
    #expect(!level.isQuiet)
    #expect(level.deadline(Self.flapping) == Instant(seconds: 3600))
    _ = level.elapse(to: Instant(seconds: 3600), Self.flapping)
    #expect(level.isQuiet)
  }
}
