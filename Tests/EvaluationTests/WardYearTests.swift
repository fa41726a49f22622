import CareModel
import Testing

@testable import EvaluationCore

/// One day of the ward-year that `make ward-year` runs in full.
struct WardYearTests {
  @Test func oneDayWithAFaultEachTenMinutes() async throws {
    let findings = try await WardYear(seed: 20, days: 1, period: 60).findings()
    #expect(findings.defects == 0, "\(findings.text)")
    // Nothing is proved where nothing happened.
    #expect(findings.kills > 15)
    #expect(min(findings.cables, findings.brokers, findings.disks, findings.clocks) > 15)
    #expect(findings.raised > 100)
    #expect(findings.resolved > 100)
    #expect(findings.takenBack > 5)
    #expect(findings.repeats > 5)
    #expect(findings.returned > 0)
    #expect(findings.coldLooks > 100)
  }

  @Test func sameSeedGivesTheSameYear() async throws {
    let year = WardYear(seed: 4, days: 1, beds: 2, period: 60)
    let first = try await year.findings()
    let second = try await year.findings()
    let other = try await WardYear(seed: 5, days: 1, beds: 2, period: 60).findings()
    #expect(first.text == second.text)
    #expect(first.text != other.text)
  }

  /// What the year is there for: whatever is broken on purpose has to be found.
  @Test(arguments: WardYearRun.Flaw.allCases)
  func flawIsFound(_ flaw: WardYearRun.Flaw) throws {
    let year = WardYear(seed: 3, days: 1, beds: 4, period: 60)
    let findings = try year.findings(of: 0, days: 1, flaw: flaw)
    switch flaw {
    case .rowLostWithTheLine, .olderCheckpoint: #expect(!findings.lost.isEmpty)
    case .raisedAgainAfterRestart: #expect(!findings.doubled.isEmpty)
    case .endedBySilence: #expect(!findings.causeless.isEmpty)
    case .dumb: #expect(!findings.unwatched.isEmpty)
    }
  }
}
