import CareModel

/// A ward-year with a fault every ten minutes: no alarm may be lost, doubled, or end without a cause.
///
/// One seed gives the same year on every machine. It is simulated in parts that know nothing of each
/// other, so that all cores have work: each is one ward with all its beds for its share of the days.
public struct WardYear: Sendable {
  public let seed: UInt64
  public let days: Int
  public let beds: Int
  /// Seconds from report to report of binders and probes.
  public let period: Double

  /// 30 s, local choice: the clinical delays are minutes, and a year of it is done in minutes.
  public static let period = 30.0

  public init(
    seed: UInt64, days: Int = 365, beds: Int = 16, period: Double = Self.period
  ) {
    self.seed = seed
    self.days = days
    self.beds = beds
    self.period = period
  }

  /// A quarter each, whatever the machine, so that a seed says what happens; a short one is whole.
  private var parts: Int { max(1, min(4, days / 7)) }

  /// Throws when a checkpoint could not be written or read.
  public func findings() async throws -> WardYearFindings {
    let parts = parts
    let shares = (0..<parts).map { days * ($0 + 1) / parts - days * $0 / parts }
    return try await withThrowingTaskGroup(of: (Int, WardYearFindings).self) { group in
      for (part, share) in shares.enumerated() where share > 0 {
        group.addTask { (part, try findings(of: part, days: share)) }
      }
      var found: [(Int, WardYearFindings)] = []
      for try await result in group { found.append(result) }
      return found.sorted { $0.0 < $1.0 }.map(\.1).reduce(WardYearFindings(), +)
    }
  }

  func findings(
    of part: Int, days: Int, flaw: WardYearRun.Flaw? = nil
  ) throws -> WardYearFindings {
    var run = WardYearRun(self, part: part, flaw: flaw)
    return try run.run(days: days)
  }
}
