import CareModel
import SimulatedWard

/// How long after each true onset the ward shows contact.
struct DelayWatch: Sendable {
  private let stretches: [TruthInterval]
  private var next = 0
  private var found: [(onset: Instant, delay: Double?)] = []

  init(truth: [TruthInterval]) {
    stretches = truth.joined { $0.length <= ContactJudge.shortPause }
  }

  mutating func look(isContact: Bool, at now: Instant) {
    while next < stretches.count, stretches[next].from <= now {
      let stretch = stretches[next]
      if isContact {
        found.append((stretch.from, (now - stretch.from).seconds))
      } else if now >= stretch.to {
        found.append((stretch.from, nil))
      } else {
        return
      }
      next += 1
    }
  }

  /// In seconds; a stretch never shown counts as an hour. Where nobody could know, none counts.
  func delays(unheard: [TruthInterval]) -> [Double] {
    found.compactMap { found in
      let around = TruthInterval(from: found.onset, to: found.onset).widened(
        before: ContactJudge.shortPause, after: .minutes(5))
      if unheard.contains(where: { $0.overlaps(around) }) { return nil }
      return found.delay ?? 3600
    }
  }
}
