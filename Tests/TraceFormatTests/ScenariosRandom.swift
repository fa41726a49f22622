import CareModel
import TestSupport
import Testing

/// Days drawn from a seed, with gaps, restarts and late history: what holds for each of them.
@Suite struct RandomScenarios {
  private static func trace(seed: UInt64) -> (trace: TraceBuilder, end: Double) {
    var random = SeededGenerator(seed: seed)
    var trace = TraceBuilder()
    trace.start = "2026-01-10T15:00:00Z"
    var now = 0.0
    var stored: (BinderSituation, Range<Double>)?
    var boot = 1
    while now < 20 * 3600 {
      let end = now + Double(Int.random(in: 20...400, using: &random)) * 10
      let situation = [BinderSituation.worn, .worn, .open, .closedOnChair].randomElement(
        using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0:
        trace.add(now, "\"device\":\"binder-1\",\"link\":\"down\"")
        stored = situation.map { ($0, now..<end) }
      case 1: break
      case 2:
        boot += 1
        trace.add(end, "\"boot\":\"b\(boot)\"")
      default:
        trace.binder(situation ?? .open, now..<end, every: 10)
        if let (then, measured) = stored {
          trace.history(then, measured, arrival: now + 1)
          stored = nil
        }
      }
      now = end
    }
    trace.temperature("room-1", .steady(24), 0..<now, every: 60)
    trace.add(now, "\"device\":\"room-1\",\"temp_c\":24")
    return (trace, now)
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>) func daysAddUpAndNothingOverlaps(
    seed: UInt64
  ) throws {
    let (trace, end) = Self.trace(seed: seed)
    let outcome = try trace.run()
    outcome.expectSound(inCare: ["K-001": end])
    let sessions = outcome.finalSessions()
    for (earlier, later) in zip(sessions, sessions.dropFirst()) {
      #expect(later.from - earlier.to > trace.settings.sessionPauseAtMost, "not joined")
    }
    for session in sessions { #expect(session.contact <= session.to - session.from) }
    for day in outcome.days {
      #expect(day.contact >= .zero && day.noContact >= .zero && day.unobserved >= .zero)
    }
    for date in Set(outcome.days.map(\.date)) {
      let revisions = outcome.days.filter { $0.date == date }.map(\.revision)
      #expect(revisions == Array(1...revisions.count))
    }
    let gaps = outcome.unobserved.sorted { $0.from < $1.from }
    for (earlier, later) in zip(gaps, gaps.dropFirst()) { #expect(earlier.to <= later.from) }
  }
}
