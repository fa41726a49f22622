import CareModel

/// The gateway's only source of time: the monotonic timeline, and waiting on it.
public protocol GatewayClock: Sendable {
  var now: Instant { get }
  /// Returns at `instant` or soon after; throws when the task is cancelled.
  func sleep(until instant: Instant) async throws
}

extension GatewayClock {
  public func sleep(for length: TimeLength) async throws {
    try await sleep(until: now + length)
  }
}
