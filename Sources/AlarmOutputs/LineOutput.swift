import AlarmSignals
import CareModel
import Configuration
import GPIO
import Synchronization

/// A nurse-call relay, a lamp or a buzzer on one line.
public final class LineOutput: AlarmOutput {
  public let name: String
  private let rule: OutputRule
  private let line: OutputLine
  private let clock = Stopwatch()
  private let player: Mutex<SignalPlayer>
  private let playing = Mutex<Task<Void, Never>?>(nil)

  public init(
    _ output: GpioOutputConfiguration, _ timing: SignalTiming, chips: ChipFolder,
    keeper: LineKeeper? = nil
  ) {
    name = output.name
    rule = output.rule
    line = OutputLine(output.line, chips: chips, keeper: keeper)
    player = Mutex(SignalPlayer(timing))
  }

  public func show(_ annunciation: Annunciation) async throws {
    let signal = rule.signal(for: annunciation)
    let now = clock.now
    let isNew = player.withLock { player in
      defer { player.show(signal, at: now) }
      return player.signal != signal
    }
    if isNew { play() }
    try await drive()
  }

  public func release() async throws {
    playing.withLock { $0.take() }?.cancel()
    if line.leave() { return }
    player.withLock { $0.show(.off, at: clock.now) }
    try await drive()
    try await line.close()
  }

  private func drive() async throws {
    try await line.set { [self] in
      player.withLock { player in
        player.step(at: clock.now)
        return player.isOn
      }
    }
  }

  /// Drives the line each time that the pattern changes it.
  private func play() {
    let task = Task { [weak self] in
      while let self, let deadline = player.withLock({ $0.deadline }) {
        do {
          try await Task.sleep(for: (deadline - clock.now).duration)
          try await drive()
        } catch is CancellationError {
          return
        } catch {
          // The next `show` meets the same and tells it; a pattern goes on where it would be.
          player.withLock { $0.step(at: clock.now) }
        }
      }
    }
    playing.withLock { playing in
      playing?.cancel()
      playing = task
    }
  }
}
