import CareModel

/// How often the service manager's watchdog wants to be fed (sd_watchdog_enabled(3)).
public struct WatchdogSchedule: Hashable, Sendable {
  /// Without food for this long the manager kills the service and starts it anew.
  public let limit: TimeLength

  /// Four times within the limit: half of it, as the manual has it, is gone with one lost wake-up.
  public var feedEvery: TimeLength { TimeLength(milliseconds: max(1, limit.milliseconds / 4)) }

  public init(limit: TimeLength) { self.limit = limit }

  /// What the manager asks of this process; nil when it asks nothing, or asks another process.
  public init?(environment: [String: String], processIdentifier: Int32) {
    guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text),
      microseconds >= 1000
    else { return nil }
    if let owner = environment["WATCHDOG_PID"], owner != String(processIdentifier) { return nil }
    limit = TimeLength(milliseconds: microseconds / 1000)
  }
}
