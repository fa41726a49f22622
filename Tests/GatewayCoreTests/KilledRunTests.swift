import CareModel
import GatewayCore
import SimulatedWard
import Testing

@Suite("A gateway that is killed again and again")
struct KilledRunTests {
  @Test("thirty kills in five hours: nothing is doubled, and little is unobserved", arguments: [31])
  func kills(seed: UInt64) throws {
    let script = WardScript.calm(beds: 2, seed: seed)
    var run = SimulatedRun(script)
    run.keepsSaved = true
    var generator = SeededGenerator(seed: seed)
    var away = TimeLength.zero
    for boot in 2...31 {
      run.run(until: run.now + .seconds(Double(generator.integer(200, 800))))
      let gap = TimeLength.seconds(Double(generator.integer(1, 200)))
      away += gap + run.savesEvery
      try run.kill(for: gap, boot: BootIdentifier("b\(boot)"))
    }
    let end = run.now + .minutes(15)
    run.run(until: end)
    run.finish()
    let judged = DayJudgement(script: script, events: run.events, end: end)
    #expect(judged.complaints == [])
    for truth in script.truth(until: end) {
      try expectSound(run, truth, end: end, away: away)
    }
  }

  private func expectSound(
    _ run: SimulatedRun, _ truth: TruthTimeline, end: Instant, away: TimeLength
  ) throws {
    var days: [DaySummary] = []
    var stretches: [(from: Instant, to: Instant)] = []
    for event in run.events {
      switch event {
      case .contact(let interval) where interval.infant == truth.infant:
        stretches.append((interval.from, interval.to))
      case .day(let day) where day.infant == truth.infant: days.append(day)
      default: break
      }
    }
    stretches.sort { $0.from < $1.from }
    for (earlier, later) in zip(stretches, stretches.dropFirst()) {
      #expect(earlier.to <= later.from, "contact is counted twice")
    }
    let day = try #require(days.last)
    #expect(day.covered == end - .zero)
    #expect(day.unobserved <= away)
    #expect((day.contact - truth.contactLength).minutes <= 5)
    let printed = stretches.reduce(TimeLength.zero) { $0 + ($1.to - $1.from) }
    #expect(printed == day.contact, "printed \(printed.minutes), counted \(day.contact.minutes)")
  }
}
