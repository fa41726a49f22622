import CareModel
import ServiceManager
import Testing

/// What of the environment makes a watchdog.
struct WatchdogScheduleTests {
  static let cases: [(environment: [String: String], limitMilliseconds: Int64?)] = [
    (["WATCHDOG_USEC": "20000000"], 20_000),
    (["WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "7"], 20_000),
    (["WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "8"], nil),
    (["WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "seven"], nil),
    (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "-5000000"], nil),
    (["WATCHDOG_USEC": "20s"], nil), (["WATCHDOG_PID": "7"], nil), ([:], nil),
  ]

  @Test(arguments: cases)
  func theEnvironmentSays(_ environment: [String: String], _ limitMilliseconds: Int64?) {
    let schedule = WatchdogSchedule(environment: environment, processIdentifier: 7)
    #expect(schedule?.limit.milliseconds == limitMilliseconds)
  }

  @Test func itIsFedFourTimesWithinTheLimit() {
    #expect(WatchdogSchedule(limit: .seconds(20)).feedEvery == .seconds(5))
    #expect(WatchdogSchedule(limit: TimeLength(milliseconds: 1)).feedEvery > .zero)
  }
}
