import CareModel
import Testing

@testable import EvaluationCore

/// Some days of the ward-year that `make ward-year` runs in full.
struct WardYearTests {
  @Test func threeDaysWithAFaultEachTenMinutes() async throws {
    let findings = try await WardYear(seed: 20, days: 3, period: 60).findings()
    #expect(findings.defects == 0, "\(findings.text)")
    // Nothing is proved where nothing happened.
    #expect(findings.kills > 30)
    #expect(min(findings.cables, findings.brokers, findings.disks, findings.clocks) > 30)
    #expect(findings.raised > 100)
    #expect(findings.resolved > 100)
    #expect(findings.takenBack > 5)
    #expect(findings.repeats > 5)
    #expect(findings.returned > 0)
    #expect(findings.coldLooks > 100)
  }

  @Test func sameSeedGivesTheSameYear() async throws {
    let first = try await WardYear(seed: 4, days: 1, period: 60).findings()
    let second = try await WardYear(seed: 4, days: 1, period: 60).findings()
    let other = try await WardYear(seed: 5, days: 1, period: 60).findings()
    #expect(first.text == second.text)
    #expect(first.text != other.text)
  }

  /// What the year is there for: whatever is broken on purpose has to be found.
  @Test(arguments: WardYearRun.Flaw.allCases)
  func flawIsFound(_ flaw: WardYearRun.Flaw) throws {
    let findings = try WardYear(seed: 20, days: 2, period: 60).findings(of: 0, days: 2, flaw: flaw)
    switch flaw {
    case .rowLostWithTheLine, .olderCheckpoint: #expect(!findings.lost.isEmpty)
    case .raisedAgainAfterRestart: #expect(!findings.doubled.isEmpty)
    case .endedBySilence: #expect(!findings.causeless.isEmpty)
    case .dumb: #expect(!findings.unwatched.isEmpty)
    }
  }
}
