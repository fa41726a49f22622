import CareModel

/// The time since it was made, on the clock that goes on in suspend.
struct Stopwatch: Sendable {
  private let start = ContinuousClock.now

  var now: Instant {
    let (seconds, attoseconds) = start.duration(to: .now).components
    return Instant(milliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
  }
}

extension TimeLength {
  var duration: Duration { .milliseconds(milliseconds) }
}
