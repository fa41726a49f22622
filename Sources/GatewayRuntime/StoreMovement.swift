import CareModel
import NIOConcurrencyHelpers

/// Says whether saving moves, without waiting for the disk.
final class StoreMovement: Sendable {
  private struct State {
    var askedAt: ContinuousClock.Instant?
    var isWaiting = false
  }

  private let state = NIOLockedValueBox(State())
  private let drain: @Sendable () async -> Void
  private let limit: Duration

  /// 20 s, as systemd's watchdog in the shipped unit: a card may take its time, not for ever.
  static let standsAtMost = Duration.seconds(20)

  /// - Parameters:
  ///   - drain: Returns when all that was to be saved is saved, or has failed once.
  ///   - limit: How long that may take, and how often it is asked: to ask is to hurry the writer.
  init(limit: Duration = standsAtMost, drain: @escaping @Sendable () async -> Void) {
    self.limit = limit
    self.drain = drain
  }

  /// False where it was asked that long ago and has not answered; never waits.
  func moves(at now: ContinuousClock.Instant = .now) -> Bool {
    let (moves, mustAsk) = state.withLockedValue { state in
      let isOld = state.askedAt.map { now - $0 >= limit } ?? true
      if state.isWaiting { return (!isOld, false) }
      if isOld { (state.askedAt, state.isWaiting) = (now, true) }
      return (true, isOld)
    }
    if mustAsk {
      Task {
        await drain()
        state.withLockedValue { $0.isWaiting = false }
      }
    }
    return moves
  }
}
