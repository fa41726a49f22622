import Configuration
import Synchronization

/// Holds the lines of outputs beyond one gateway: what the next one drives as well is not let go of
/// in between, and no relay calls because a configuration changes.
public final class LineKeeper: Sendable {
  private struct State {
    var handles: [GpioLineConfiguration: LineHandle] = [:]
    /// To be taken up by the next gateway.
    var kept: Set<GpioLineConfiguration> = []
    var time = 0
  }

  private let chips: ChipFolder
  private let state = Mutex(State())
  /// 5 s, local choice: a change takes well under one. A level that nobody answers for is not to
  /// stay longer.
  private let atMost: Duration

  public init(chips: ChipFolder = ChipFolder(), atMost: Duration = .seconds(5)) {
    self.chips = chips
    self.atMost = atMost
  }

  /// From now on these lines are left as they are by whoever ends, until they are driven again.
  ///
  /// Those that nobody has driven again in time are released.
  public func keep(_ lines: Set<GpioLineConfiguration>) {
    let time = state.withLock { state in
      state.kept = lines
      state.time += 1
      return state.time
    }
    Task { [self, atMost] in
      try await Task.sleep(for: atMost)
      await endKeeping(time)
    }
  }

  /// Releases what is kept still, as where no other gateway comes.
  public func endKeeping() async { await endKeeping(nil) }

  func handle(of line: GpioLineConfiguration) -> LineHandle {
    state.withLock { state in
      if let handle = state.handles[line] { return handle }
      let handle = LineHandle()
      state.handles[line] = handle
      return handle
    }
  }

  /// Somebody drives it again.
  func take(_ line: GpioLineConfiguration) { state.withLock { _ = $0.kept.remove(line) } }

  public func isKept(_ line: GpioLineConfiguration) -> Bool {
    state.withLock { $0.kept.contains(line) }
  }

  private func endKeeping(_ time: Int?) async {
    let left = state.withLock { state -> Set<GpioLineConfiguration> in
      guard time == nil || time == state.time else { return [] }
      defer { state.kept = [] }
      return state.kept.filter { state.handles[$0] != nil }
    }
    for line in left {
      let output = OutputLine(line, chips: chips, keeper: self)
      do {
        try await output.set { false }
        try await output.close()
      } catch {
        // Its chip is gone, and with it the level.
        continue
      }
    }
  }
}
