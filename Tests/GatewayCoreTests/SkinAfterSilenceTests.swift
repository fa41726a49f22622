import CareModel
import GatewayCore
import Testing

/// What a probe says after it was not heard for a while, or falls anew, ends no alarm by itself.
@Suite struct SkinAfterSilenceTests {
  /// One infant's probe, a sample each 10 s.
  private struct Course {
    var ward = Ward(settings: CareSettings(), calendar: .utc, start: WallTime(milliseconds: 0))
    var skin = 37.2
    private(set) var second = 0.0
    private(set) var told: [AlarmEvent] = []

    init() {
      _ = ward.step(
        .assign(Assignment(infant: "K-001", probe: "probe-1", room: "room-1")), at: .zero)
    }

    mutating func slide(by perMinute: Double, minutes: Double) {
      for _ in 0..<Int(minutes * 6) {
        second += 10
        skin += perMinute / 6
        for (device, degrees) in [("probe-1", skin), ("room-1", 24)] {
          var reading = Reading()
          reading.temperature = .value(Celsius(degrees))
          note(
            ward.step(
              .sample(Sample(device: DeviceIdentifier(device), reading: reading)),
              at: Instant(seconds: second)))
        }
      }
    }

    mutating func silence(minutes: Double) {
      second += minutes * 60
      note(ward.step(at: Instant(seconds: second)))
    }

    mutating func restart(_ boot: BootIdentifier) throws {
      ward = try AlarmRun.restarted(ward, boot, at: Instant(seconds: second))
    }

    private mutating func note(_ events: [CareEvent]) { told += events.alarms }

    /// When this condition was raised and ended, in minutes.
    func minutes(_ condition: AlarmCondition, _ state: AlarmEvent.State) -> [Double] {
      told.filter { $0.condition == condition && $0.state == state }.map { $0.at.seconds / 60 }
    }
  }

  @Test func aFallThatHaltsAndGoesOnIsNotOver() throws {
    var course = Course()
    course.slide(by: 0, minutes: 12)
    course.slide(by: -0.08, minutes: 12)
    let raised = course.minutes(.fallingFast, .active)
    try #require(raised.count == 1)
    course.slide(by: 0, minutes: 5)
    course.slide(by: -0.12, minutes: 4)
    #expect(course.minutes(.fallingFast, .resolved).isEmpty)
  }

  @Test func aProbeThatWasUnheardSettlesAnewAlsoAcrossARestart() throws {
    var course = Course()
    course.slide(by: 0, minutes: 12)
    course.slide(by: -0.08, minutes: 12)
    try #require(course.minutes(.fallingFast, .active).count == 1)
    course.silence(minutes: 10)
    try course.restart("b1-2")
    course.silence(minutes: 10)
    let back = course.second / 60
    course.slide(by: 0, minutes: 40)
    let ended = try #require(course.minutes(.fallingFast, .resolved).first)
    // It settles, a window is seen, and then the trend has to be gone for its delay.
    #expect(ended - back >= 13)
    #expect(ended - back <= 16)
  }

  @Test func oneReadingAfterAnHourDoesNotEndAProbeThatFlapped() throws {
    var course = Course()
    course.slide(by: 0, minutes: 12)
    for _ in 0..<5 {
      course.slide(by: -1, minutes: 3)
      course.slide(by: 1, minutes: 3)
      course.slide(by: 0, minutes: 3)
    }
    let before = course.minutes(.probeDetached, .resolved).count
    try #require(course.ward.view.alarms.contains { $0.condition == .probeDetached })
    course.silence(minutes: 120)
    let back = course.second / 60
    course.slide(by: 0, minutes: 20)
    let ended = course.minutes(.probeDetached, .resolved).dropFirst(before)
    #expect(try #require(ended.first) - back >= 2)
  }
}
