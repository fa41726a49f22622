import CareModel
import GatewayCore
import Testing

@testable import GatewayRuntime

/// What the gateway's page shows of the last alarm test, and for how long.
@Suite struct AlarmTestWatchTests {
  private static func begun(_ reach: AlarmTestWatch.Reach) -> AlarmTestWatch {
    let watch = AlarmTestWatch(reach)
    watch.look(.taken(.alarmTest(by: "nurse-1"), at: Instant(seconds: 100)))
    return watch
  }

  /// Stations may have ten minutes: what came of it is shown for a minute from when it is known.
  @Test(arguments: [30.0, 60, 600])
  func whatCameOfItIsShownForAMinuteFromThen(_ silentAfter: Double) {
    let watch = Self.begun(.asked)
    #expect(watch.shown(at: Instant(seconds: 100 + silentAfter - 1)) == .waiting)
    #expect(watch.note(isConfirmed: false, at: Instant(seconds: 100 + silentAfter)) != nil)
    #expect(watch.shown(at: Instant(seconds: 100 + silentAfter)) == .notConfirmed)
    #expect(watch.shown(at: Instant(seconds: 159 + silentAfter)) == .notConfirmed)
    #expect(watch.shown(at: Instant(seconds: 160 + silentAfter)) == nil)
    #expect(watch.report?.station == .notConfirmed)
  }

  @Test func whatIsKnownAtOnceIsShownForAMinute() {
    let watch = Self.begun(.outOfReach)
    #expect(watch.shown(at: Instant(seconds: 159)) == .notConfirmed)
    #expect(watch.shown(at: Instant(seconds: 160)) == nil)
  }

  @Test func theNextTestWaitsAgain() {
    let watch = Self.begun(.asked)
    _ = watch.note(isConfirmed: true, at: Instant(seconds: 105))
    watch.look(.taken(.alarmTest(by: "nurse-2"), at: Instant(seconds: 300)))
    #expect(watch.shown(at: Instant(seconds: 301)) == .waiting)
    #expect(watch.shown(at: Instant(seconds: 500)) == .waiting)
  }

  @Test func whereNoStationIsAskedNothingIsShown() {
    #expect(Self.begun(.notAsked).shown(at: Instant(seconds: 101)) == nil)
  }
}
