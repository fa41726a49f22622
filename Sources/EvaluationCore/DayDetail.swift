import CareModel
import SimulatedWard

/// One infant-day in words: truth and books side by side, and where they differ.
public struct DayDetail: Sendable {
  public let lines: [String]

  /// Differences shorter than this are not listed; local choice.
  private static let shown = TimeLength.minutes(1)
  private static let blank = String(repeating: " ", count: 17)

  public init(_ run: ScenarioRun, infant index: Int, day: Int) {
    let infant = run.infants[index]
    let window = run.days[day]
    let judge = ContactJudge(truth: infant.truth, booked: infant.booked)
    let figures = judge.figures(of: infant.infant, day: day, in: window)
    var lines = [
      "\(run.scenario.name) seed \(run.seed) \(infant.infant) day \(day): counted "
        + Figure.number(figures.counted.minutes, 1) + " min, truth "
        + Figure.number(figures.observedTruth.minutes, 1) + " of "
        + Figure.number(figures.truth.minutes, 1) + ", unobserved "
        + Figure.number(figures.unobserved.minutes, 1) + ", stretches "
        + "\(figures.foundStretches) of \(figures.trueStretches)"
    ]
    let clock = { (instant: Instant) in
      Figure.clock(Int((instant - window.from).milliseconds / 1000))
    }
    let span = { (interval: TruthInterval) in clock(interval.from) + "-" + clock(interval.to) }
    let truth = infant.truth.within(window)
    let booked = judge.contact.within(window)
    for cluster in (truth + booked).united {
      let left = truth.filter { $0.overlaps(cluster) }.map(span)
      let right = booked.filter { $0.overlaps(cluster) }.map(span)
      for row in 0..<max(left.count, right.count) {
        let truth = row < left.count ? left[row] : Self.blank
        lines.append("  " + truth + "     " + (row < right.count ? right[row] : ""))
      }
    }
    for interval in judge.unobserved.within(window) {
      lines.append("  unobserved " + span(interval))
    }
    for difference in judge.differences(in: window, longerThan: Self.shown) {
      let phase = Self.longest(infant.phases, within: difference.interval)
      lines.append(
        "  \(difference.kind) " + span(difference.interval) + " "
          + Figure.number(difference.interval.length.minutes, 1) + " min, during \(phase)")
    }
    self.lines = lines
  }

  /// What went on for most of the time.
  private static func longest(_ phases: [CarePhase], within interval: TruthInterval) -> String {
    let lengths = phases.map { ([$0.interval].within(interval).totalLength, $0.kind.words) }
    return lengths.max { $0.0 < $1.0 }?.1 ?? "nothing"
  }
}
