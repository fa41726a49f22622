import CareModel
import StationFixture
import StationModel
import Testing

@testable import Station

/// When a snapshot goes out to the pages.
@Suite struct FeedPaceTests {
  private func snapshot(
    alarms: [AlarmPriority] = [], _ edit: (inout StationSnapshot) -> Void = { _ in }
  ) async -> StationSnapshot {
    let ward = ScriptedWard()
    for priority in alarms { ward.raise(priority) }
    var snapshot = await ward.snapshot()
    edit(&snapshot)
    return snapshot
  }

  @Test func readingsGoOutFourTimesASecondAtMost() async {
    let snapshot = await snapshot()
    var pace = FeedPace()
    var sent = 0
    for milliseconds in stride(from: Int64(0), to: 10_000, by: 10) {
      let now = Instant(milliseconds: milliseconds)
      if pace.decide(snapshot, isNews: true, at: now) == .send { sent += 1 }
    }
    #expect(sent == 40)
  }

  @Test func whatWaitsIsLookedAtAgainInTime() async {
    let snapshot = await snapshot()
    var pace = FeedPace()
    #expect(pace.decide(snapshot, isNews: true, at: .zero) == .send)
    let early = pace.decide(snapshot, isNews: true, at: Instant(milliseconds: 100))
    #expect(early == .hold(.seconds(0.05)))
    let later = pace.decide(snapshot, isNews: true, at: Instant(milliseconds: 240))
    #expect(later == .hold(.seconds(0.01)))
  }

  @Test func anythingAboutAnAlarmGoesOutAtOnce() async {
    let calm = await snapshot()
    let alarmed = await snapshot(alarms: [.high])
    let edits: [(inout StationSnapshot) -> Void] = [
      { $0.alarms[0].response = .acknowledged }, { $0.alarms[0].alarmClass = .severe },
      { $0.alarms[0].priority = .medium }, { $0.alarms[0].isLatched = true },
      { $0.alarms = [] }, { $0.isTest = true }, { $0.hubs[0].isOnline = false },
    ]
    for (index, edit) in edits.enumerated() {
      var pace = FeedPace()
      _ = pace.decide(calm, isNews: true, at: .zero)
      let soon = Instant(milliseconds: 1)
      #expect(pace.decide(alarmed, isNews: true, at: soon) == .send)
      var changed = alarmed
      edit(&changed)
      #expect(pace.decide(changed, isNews: false, at: soon) == .send, "edit \(index)")
      #expect(pace.decide(changed, isNews: false, at: soon) == .rest, "edit \(index)")
    }
  }

  @Test func withoutNewsTheWholeWardGoesOutNowAndThen() async {
    let snapshot = await snapshot()
    var pace = FeedPace()
    #expect(pace.decide(snapshot, isNews: false, at: .zero) == .send)
    #expect(pace.decide(snapshot, isNews: false, at: Instant(seconds: 9.9)) == .rest)
    #expect(pace.decide(snapshot, isNews: false, at: Instant(seconds: 10)) == .send)
  }
}
