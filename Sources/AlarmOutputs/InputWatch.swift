import AlarmSignals
import CareModel
import Configuration
import GPIO

/// Keeps one input line open, for ever, and tells what its machine makes of it.
struct InputWatch<Machine: LineMachine>: Sendable {
  let name: String
  let line: InputLine
  let limits: OutputLimits
  var machine: Machine
  /// Its failure was told before this run, and not its end.
  var wasFailing = false
  let clock = Stopwatch()
  /// Told once when the line fails and once when it works again.
  let tell: @Sendable (LineNews) -> Void
  let find: @Sendable (Machine.Finding) -> Void

  /// Until the task is cancelled.
  func run() async {
    var machine = machine
    var pause = RetryPause(first: limits.retryFirst, most: limits.retryAtMost)
    var failure = wasFailing ? "it failed before" : nil
    var looks = 0
    var underWay: Task<InputLook, any Error>?
    while !Task.isCancelled {
      do {
        let longest = wait(for: machine)
        let looking = underWay ?? Task { [line] in try await line.look(within: longest.duration) }
        // What hangs is not asked again before it has answered.
        underWay = looking
        let answer = await self.answer(of: looking, within: longest)
        try Task.checkCancellation()
        guard let answer else { throw NoAnswer(description: limits.noAnswer) }
        underWay = nil
        let look = try answer.get()
        if failure != nil { tell(LineNews(name: name, failure: nil)) }
        failure = nil
        looks += 1
        // A line that opens and goes away at once is not yet well again.
        if looks > 1 { pause.reset() }
        let found = machine.step(look.isActive, hasEdges: look.hasEdges, at: clock.now)
        if let found { find(found) }
      } catch is CancellationError {
        break
      } catch {
        machine.lose()
        looks = 0
        if failure == nil { tell(LineNews(name: name, failure: "\(error)")) }
        failure = "\(error)"
        do { try await Task.sleep(for: pause.take().duration) } catch { break }
      }
    }
    underWay?.cancel()
    // The next gateway of this process wants the line at once.
    do {
      try await line.close()
    } catch {
      tell(LineNews(name: name, failure: "\(error)"))
    }
  }

  private struct NoAnswer: Error, CustomStringConvertible { var description: String }

  /// Nil where there is none in time; `longest` is what the line itself waits for an edge.
  private func answer(
    of looking: Task<InputLook, any Error>, within longest: TimeLength
  ) async -> Result<InputLook, any Error>? {
    let limit = longest + limits.answerWithin
    return await withTaskCancellationHandler {
      await BoundedWait.run(within: limit) { await looking.result }
    } onCancel: {
      looking.cancel()
    }
  }

  private func wait(for machine: Machine) -> TimeLength {
    let left = machine.deadline.map { $0 - clock.now } ?? limits.checkPeriod
    return max(.zero, min(left, limits.checkPeriod))
  }
}
