import EvaluationCore
import Foundation

/// Simulates a ward-year and prints what came of it.
struct WardYearReport {
  let seed: UInt64
  let days: Int

  /// True where nothing was lost, doubled, or over without a cause.
  func run() async throws -> Bool {
    let clock = ContinuousClock()
    let began = clock.now
    let year = WardYear(seed: seed, days: days)
    print("Seed \(seed); a report each \(Int(year.period)) s, a fault each 10 min.")
    let findings = try await year.findings()
    print(findings.text)
    let seconds = (clock.now - began).components.seconds
    FileHandle.standardError.write(Data("in \(seconds) s\n".utf8))
    return findings.defects == 0
  }
}
