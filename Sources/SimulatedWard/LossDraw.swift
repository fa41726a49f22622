import CareModel

/// Draws for one board which reports arrive, and when.
struct LossDraw: Sendable {
  private let losses: ReportLosses
  private let isPerfect: Bool
  private var generator: SeededGenerator
  private var burstEnds = Instant.zero
  /// When the report under way would have come without jitter.
  private var due: Instant?

  init(_ losses: ReportLosses, seed: UInt64) {
    self.losses = losses
    isPerfect = losses == ReportLosses()
    generator = SeededGenerator(seed: seed, stream: 0x1055)
  }

  mutating func arrives(at instant: Instant, period: TimeLength) -> Bool {
    if isPerfect { return true }
    let bursts = losses.burstsADay * period.seconds / 86_400
    if generator.chance(bursts) {
      burstEnds = instant + .seconds(generator.uniform(5, max(6, losses.longestBurst.seconds)))
    }
    let isLost = generator.chance(losses.lostShare)
    return !isLost && instant >= burstEnds
  }

  /// Jitter does not add up: the board's clock goes on evenly.
  mutating func nextReport(after instant: Instant, period: TimeLength) -> Instant {
    if losses.jitter == .zero { return instant + period }
    let next = (due ?? instant) + period
    due = next
    let most = min(losses.jitter.seconds, period.seconds * 0.45)
    return max(
      instant + TimeLength(milliseconds: 1), next + .seconds(generator.uniform(-most, most)))
  }
}
