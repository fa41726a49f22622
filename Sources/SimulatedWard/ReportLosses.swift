import CareModel

/// How a board's reports come late, in part or not at all.
public struct ReportLosses: Hashable, Sendable {
  /// A report comes up to this much before or after its time.
  public var jitter: TimeLength = .zero
  /// Share of reports that never arrive, 0 to 1.
  public var lostShare = 0.0
  /// Bursts a day in which nothing arrives, and the length of the longest.
  public var burstsADay = 0.0
  public var longestBurst: TimeLength = .minutes(2)
  /// Share of the fields that are missing from the reports that do arrive, 0 to 1.
  public var missingFieldShare = 0.0

  /// Every report arrives, whole and in time.
  public init() {}

  /// Losses as a poor radio has them, drawn from ranges.
  public init(wideDrawnWith generator: inout SeededGenerator) {
    jitter = .seconds(generator.uniform(0, 0.4))
    lostShare = generator.uniform(0, 0.1)
    burstsADay = generator.uniform(0, 12)
    longestBurst = .seconds(generator.uniform(20, 150))
    missingFieldShare = generator.chance(0.5) ? generator.uniform(0, 0.05) : 0
  }
}
