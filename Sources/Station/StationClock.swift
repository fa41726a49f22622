import CareModel

/// The machine's running clock as instants; counts through suspend.
enum StationClock {
  private static let start = ContinuousClock.now

  static var now: Instant {
    let length = ContinuousClock.now - start
    let (seconds, attoseconds) = length.components
    return Instant(milliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
  }
}
