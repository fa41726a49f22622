import AlarmSignals
import CareModel

/// Has one output show the newest of what there is to show, again and again.
///
/// One `show` is under way at a time: who hangs is told of and waited for, without an end, and gets
/// the newest when it is back.
actor OutputWatch {
  private let output: any AlarmOutput
  private let limits: OutputLimits
  private let tell: @Sendable (LineNews) -> Void
  private var newest: Annunciation?
  private var pause: RetryPause
  private var attempt = 0
  private var underWay: (attempt: Int, shows: Annunciation, task: Task<Void, Never>)?
  private var nextTry: Task<Void, Never>?
  private var failure: String?
  private var isClosing = false

  /// - Parameter wasFailing: Whether its failure was told before this run, and not its end.
  init(
    _ output: any AlarmOutput, _ limits: OutputLimits, wasFailing: Bool = false,
    tell: @escaping @Sendable (LineNews) -> Void
  ) {
    self.output = output
    self.limits = limits
    self.tell = tell
    failure = wasFailing ? "it failed before" : nil
    pause = RetryPause(first: limits.retryFirst, most: limits.retryAtMost)
  }

  func announce(_ annunciation: Annunciation) {
    newest = annunciation
    if underWay == nil { begin() }
  }

  /// Ends what is under way, as far as it can be ended in time, and leaves the output safe.
  func release() async {
    isClosing = true
    nextTry?.cancel()
    let task = underWay?.task
    _ = await BoundedWait.run(within: limits.answerWithin) { await task?.value }
    let failure: String?? = await BoundedWait.run(within: limits.answerWithin) { [output] in
      do {
        try await output.release()
        return nil
      } catch {
        return "\(error)"
      }
    }
    switch failure {
    case .some(.none): break
    case .some(.some(let reason)): report("not left safe: \(reason)")
    case .none: report("not left safe: \(limits.noAnswer)")
    }
  }

  private func begin() {
    guard let newest, !isClosing else { return }
    nextTry?.cancel()
    attempt += 1
    let attempt = attempt
    // Not a child of anybody: nobody may have to wait for it.
    let task = Task { [output] in
      do {
        try await output.show(newest)
        self.end(attempt, nil)
      } catch {
        self.end(attempt, "\(error)")
      }
    }
    underWay = (attempt, newest, task)
    after(limits.answerWithin) { $0.lookWhetherLate(attempt) }
  }

  private func lookWhetherLate(_ attempt: Int) {
    guard underWay?.attempt == attempt else { return }
    underWay?.task.cancel()
    report(limits.noAnswer)
  }

  private func end(_ attempt: Int, _ failure: String?) {
    guard let ended = underWay, ended.attempt == attempt else { return }
    underWay = nil
    report(failure)
    if failure == nil { pause.reset() }
    if newest != ended.shows {
      begin()
      return
    }
    let wait = failure == nil ? limits.checkPeriod : pause.take()
    nextTry = after(wait) { $0.tryAgain(attempt) }
  }

  private func tryAgain(_ attempt: Int) {
    if underWay == nil, attempt == self.attempt { begin() }
  }

  /// Tells only what changes: that it fails, and that it works. At first it is taken to work.
  private func report(_ failure: String?) {
    defer { self.failure = failure }
    guard (failure == nil) != (self.failure == nil) else { return }
    tell(LineNews(name: output.name, failure: failure))
  }

  @discardableResult
  private func after(
    _ length: TimeLength, _ action: @escaping @Sendable (isolated OutputWatch) async -> Void
  ) -> Task<Void, Never> {
    Task { [weak self] in
      do { try await Task.sleep(for: length.duration) } catch { return }
      if let self { await action(self) }
    }
  }
}
