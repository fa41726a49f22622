import CareModel
import Testing

@testable import Station

/// Nobody fills the log from outside, and nothing that was done is missing from it.
@Suite struct NoticeAllowanceTests {
  private let refusal = StationNotice.refusedLogin(from: "192.0.2.7", reason: "wrong token")
  private let done = StationNotice.act(
    StationAudit(
      route: "/api/v1/alarm-test", action: .alarmTest(by: "nurse-3"), access: "desk",
      address: "192.0.2.7", outcome: .done))

  @Test func aFloodOfRefusalsIsCountedNotTold() {
    var allowance = NoticeAllowance(at: .zero)
    var told = 0
    for _ in 0..<1000 { told += allowance.told(of: refusal, at: .zero).count }
    #expect(told == NoticeAllowance.refusalsPerMinute)
    let later = allowance.told(of: refusal, at: Instant(seconds: 2))
    #expect(later == [.refusalsNotTold(count: 940), refusal])
    #expect(allowance.told(of: refusal, at: Instant(seconds: 4)) == [refusal])
  }

  @Test func whatWasDoneIsAlwaysTold() {
    var allowance = NoticeAllowance(at: .zero)
    for _ in 0..<500 { _ = allowance.told(of: refusal, at: .zero) }
    for _ in 0..<500 { #expect(allowance.told(of: done, at: .zero) == [done]) }
  }
}
