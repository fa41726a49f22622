import CareModel
import Glibc

/// The kernel's clock since boot, which counts through suspend, laid onto the gateway's timeline.
public struct BootTimeClock: GatewayClock {
  /// Instant on the timeline minus time since boot, in milliseconds.
  private let offset: Int64

  private static let longestSleep = TimeLength.hours(1)

  /// A clock that shows `instant` now.
  public init(showing instant: Instant) {
    offset = instant.milliseconds - Self.sinceBoot.milliseconds
  }

  /// CLOCK_BOOTTIME now.
  public static var sinceBoot: TimeLength {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return TimeLength(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  public var now: Instant { Instant(milliseconds: Self.sinceBoot.milliseconds + offset) }

  public func sleep(until instant: Instant) async throws {
    // In portions: a deadline may lie further away than the system's timers reach.
    while true {
      let left = min(instant - now, Self.longestSleep)
      if left <= .zero { return }
      try await Task.sleep(for: .milliseconds(left.milliseconds))
    }
  }
}
