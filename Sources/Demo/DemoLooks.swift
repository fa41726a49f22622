import Synchronization

/// Says when the ward is worth another look: a few times a second of real time.
final class DemoLooks: Sendable {
  private let last = Mutex<ContinuousClock.Instant?>(nil)
  private static let every = Duration.milliseconds(200)

  var isDue: Bool {
    last.withLock { last in
      let now = ContinuousClock.now
      if let last, now - last < Self.every { return false }
      last = now
      return true
    }
  }
}
