import CareModel

/// Holds simulated time back to so many times real time; a busy machine is slower, never different.
struct DemoPace {
  private let speed: Double
  private let started = ContinuousClock.now

  /// - Parameter speed: simulated seconds in a real one; zero or less is as fast as it goes.
  init(speed: Double) { self.speed = speed }

  func wait(until instant: Instant) async throws {
    guard speed > 0 else { return }
    let due = started.advanced(by: .seconds(instant.seconds / speed))
    // Shorter waits than this cost more than they hold back.
    guard due - ContinuousClock.now > .milliseconds(2) else { return }
    try await Task.sleep(until: due, clock: .continuous)
  }
}
