import CareModel
import NIOConcurrencyHelpers
import Store

/// Says whether saving moves; asks no disk and waits for nobody.
final class StoreMovement: Sendable {
  private struct State {
    var steps = 0
    /// Since when there is something to save and nothing moves; nil where nothing waits.
    var stillSince: ContinuousClock.Instant?
  }

  private let state = NIOLockedValueBox(State())
  private let progress: @Sendable () -> StoreProgress?
  private let limit: TimeLength

  /// - Parameters:
  ///   - limit: How long saving may stand still; the watchdog waits as long.
  ///   - progress: How far saving is; nil where nothing is saved.
  init(
    limit: TimeLength = StorePatience.atMost, progress: @escaping @Sendable () -> StoreProgress?
  ) {
    self.limit = limit
    self.progress = progress
  }

  /// False where what was submitted has waited that long and no attempt began or ended meanwhile.
  ///
  /// Time runs from the first call that finds it so: ask often.
  func moves(at now: ContinuousClock.Instant = .now) -> Bool {
    guard let progress = progress() else { return true }
    return state.withLockedValue { state in
      let since = progress.steps == state.steps ? state.stillSince ?? now : now
      state = State(steps: progress.steps, stillSince: progress.isSettled ? nil : since)
      return progress.isSettled || now - since < .milliseconds(limit.milliseconds)
    }
  }
}
