import CareModel

/// The gateway's timeline as an uplink sees it, real or virtual.
public struct UplinkClock: Sendable {
  public var now: @Sendable () -> Instant
  /// Waits for a length of time; returns early, or throws, when its task is cancelled.
  public var sleep: @Sendable (TimeLength) async throws -> Void

  public init(
    now: @escaping @Sendable () -> Instant,
    sleep: @escaping @Sendable (TimeLength) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }
}
