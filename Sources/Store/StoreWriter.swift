import CareModel
import Synchronization

/// The bounded queue in front of the store: whoever submits never waits for the disk.
///
/// Batches are committed in their order; those that wait are merged into one transaction. A
/// commit that fails is tried again, for ever, with a growing pause.
public final class StoreWriter: Sendable {
  /// Each change of health, the newest sixteen when nobody listens.
  public let healthChanges: AsyncStream<StoreHealth>

  private struct State {
    var waiting: WaitingBatches
    /// What the commit of this moment carries.
    var underWay: WaitingBatches.Part?
    var health = StoreHealth.working
    /// Numbers of the last submission, and of the last that was committed or has failed once.
    var submitted = 0
    var settled = 0
    var steps = 0
    var drains: [(ticket: Int, continuation: CheckedContinuation<Void, Never>)] = []
    var hasEnded = false
  }

  private let store: Store
  private let sleep: @Sendable (TimeLength) async throws -> Void
  private let state: Mutex<State>
  private let work = Doorbell()
  private let hurry = Doorbell()
  private let healthContinuation: AsyncStream<StoreHealth>.Continuation

  private static let firstPause = TimeLength.seconds(1)
  private static let longestPause = TimeLength.seconds(60)
  /// A card that damages each new database needs a person, not a fourth file.
  private static let setAsideLimit = 3

  /// `sleep` waits for a length of time and returns early, or throws, when its task is cancelled.
  public init(
    store: Store, limits: WaitingLimits = .standard,
    sleep: @escaping @Sendable (TimeLength) async throws -> Void
  ) {
    self.store = store
    self.sleep = sleep
    state = Mutex(State(waiting: WaitingBatches(limits: limits)))
    (healthChanges, healthContinuation) = AsyncStream.makeStream(
      bufferingPolicy: .bufferingNewest(16))
  }

  public var health: StoreHealth { state.withLock { $0.health } }

  /// Never waits, as `drain` does.
  public var progress: StoreProgress {
    state.withLock { state in
      StoreProgress(
        isSettled: state.hasEnded || state.settled >= state.submitted, steps: state.steps)
    }
  }

  /// What is to go outside and is not known to be on the disk, oldest first.
  public var waitingMessages: [OutgoingMessage] {
    state.withLock { state in
      (state.underWay?.batch.messages ?? []) + state.waiting.parts.flatMap(\.batch.messages)
    }
  }

  /// Takes the batch over and returns at once.
  public func submit(_ batch: StoreBatch) {
    guard !batch.isEmpty else { return }
    state.withLock { state in
      state.submitted += 1
      state.waiting.append(batch, ticket: state.submitted)
      reportDropped(&state)
    }
    work.ring()
  }

  /// Commits what is submitted until the task is cancelled, then makes one last attempt.
  public func run() async {
    var pause = Self.firstPause
    while !Task.isCancelled {
      guard let part = state.withLock({ $0.waiting.takeFirst() }) else {
        await work.wait()
        continue
      }
      if await attempt(part) {
        pause = Self.firstPause
      } else {
        await rest(pause)
        pause = min(pause * 2, Self.longestPause)
      }
    }
    while let part = state.withLock({ $0.waiting.takeFirst() }), await attempt(part) {}
    endDrains()
    healthContinuation.finish()
  }

  /// Returns when all that was submitted before is on the disk or has failed once.
  ///
  /// It cuts a pause between attempts short. It needs `run`; after its end it returns at once.
  public func drain() async {
    hurry.ring()
    await withCheckedContinuation { continuation in
      let isSettled = state.withLock { state in
        guard !state.hasEnded, state.settled < state.submitted else { return true }
        state.drains.append((state.submitted, continuation))
        return false
      }
      if isSettled { continuation.resume() }
    }
  }

  /// Whether the part is on the disk; otherwise it waits again, in front.
  private func attempt(_ part: WaitingBatches.Part) async -> Bool {
    state.withLock { state in
      state.underWay = part
      state.steps += 1
    }
    defer {
      state.withLock { state in
        state.underWay = nil
        state.steps += 1
      }
    }
    var failure: StoreError?
    do throws(StoreError) {
      let outcome = try await store.commit(part.batch)
      note { $0.conflictingEvents += outcome.conflictingEvents }
      note { $0.state = .working }
    } catch {
      failure = error
    }
    guard let failure else {
      settle(part.ticket)
      return true
    }
    noteFailure(failure, of: part)
    mend(failure)
    // What waits behind a part that failed has failed with it.
    settle(state.withLock { $0.submitted })
    return false
  }

  private func noteFailure(_ failure: StoreError, of part: WaitingBatches.Part) {
    state.withLock { state in
      state.waiting.putBack(part)
      reportDropped(&state)
    }
    note { health in
      switch health.state {
      case .working: health.state = .failing(failure, attempts: 1)
      case .failing(_, let attempts):
        health.state = .failing(failure, attempts: attempts + 1)
      }
    }
  }

  /// Puts another database in the place of one that is damaged, or that could not be begun then.
  private func mend(_ failure: StoreError) {
    do throws(StoreError) {
      let setAside: SetAside?
      switch failure {
      case .corrupt(_, let detail):
        guard health.setAside.count < Self.setAsideLimit else { return }
        setAside = try store.beginAnew(because: detail)
      case .closed: setAside = try store.reopen()
      default: return
      }
      if let setAside { note { $0.setAside.append(setAside) } }
      hurry.ring()
    } catch {
      note { $0.state = .failing(error, attempts: 1) }
    }
  }

  /// Changes the health, and tells whoever listens unless only the attempts have grown.
  private func note(_ change: (inout StoreHealth) -> Void) {
    state.withLock { state in
      let before = state.health
      change(&state.health)
      guard !Self.isRepeat(before, state.health) else { return }
      healthContinuation.yield(state.health)
    }
  }

  private func reportDropped(_ state: inout State) {
    let before = state.health.dropped
    state.health.dropped = state.waiting.dropped
    // The first of each kind is news; the counts go out with the next change.
    let isNews =
      (before.events == 0) != (state.health.dropped.events == 0)
      || (before.sampleBlocks == 0) != (state.health.dropped.sampleBlocks == 0)
      || (before.messages == 0) != (state.health.dropped.messages == 0)
      || before.checkpoints != state.health.dropped.checkpoints
    if isNews { healthContinuation.yield(state.health) }
  }

  private static func isRepeat(_ before: StoreHealth, _ after: StoreHealth) -> Bool {
    guard case .failing(let old, _) = before.state, case .failing(let new, _) = after.state else {
      return before == after
    }
    return old == new && before.setAside == after.setAside
      && before.conflictingEvents == after.conflictingEvents
  }

  private func settle(_ ticket: Int) {
    let done = state.withLock { state in
      state.settled = max(state.settled, ticket)
      let done = state.drains.filter { $0.ticket <= state.settled }
      state.drains.removeAll { $0.ticket <= state.settled }
      return done.map(\.continuation)
    }
    for continuation in done { continuation.resume() }
  }

  private func endDrains() {
    let left = state.withLock { state in
      defer { state.drains = [] }
      state.hasEnded = true
      return state.drains.map(\.continuation)
    }
    for continuation in left { continuation.resume() }
  }

  /// Pauses; a drain, the end, or a database begun anew cuts it short.
  private func rest(_ pause: TimeLength) async {
    await withTaskGroup { group in
      group.addTask { [sleep] in
        // A cancelled sleep has nothing to tell: whoever cancelled knows.
        do { try await sleep(pause) } catch {}
      }
      group.addTask { [hurry] in await hurry.wait() }
      await group.next()
      group.cancelAll()
    }
  }
}
