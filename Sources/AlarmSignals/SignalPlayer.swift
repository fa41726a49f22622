import CareModel

/// Plays one signal on one line: says when the line is on, and when it is to be looked at again.
public struct SignalPlayer: Sendable {
  private let timing: SignalTiming
  private var cycle: SignalCycle?
  private var startedAt = Instant.zero
  public private(set) var signal = Signal.off
  public private(set) var isOn = false
  /// Nil while nothing changes by itself.
  public private(set) var deadline: Instant?

  public init(_ timing: SignalTiming) { self.timing = timing }

  /// Begins another signal at once; one that is played already goes on undisturbed.
  public mutating func show(_ signal: Signal, at now: Instant) {
    if signal != self.signal {
      self.signal = signal
      startedAt = now
      if case .pattern(let pattern) = signal {
        cycle = SignalCycle(pattern, timing)
      } else {
        cycle = nil
      }
    }
    step(at: now)
  }

  /// Lets time pass. One who comes late finds the signal where it would be.
  public mutating func step(at now: Instant) {
    guard let cycle else {
      isOn = signal == .on
      deadline = nil
      return
    }
    let state = cycle.state(after: now - startedAt)
    isOn = state.isOn
    deadline = state.changesIn.map { now + $0 }
  }
}
