import Configuration
import Synchronization

/// Holds the lines of outputs beyond one gateway: what the next one drives as well is not let go of
/// in between, and no relay calls because a configuration changes.
public final class LineKeeper: Sendable {
  private struct State {
    var handles: [GpioLineConfiguration: LineHandle] = [:]
    /// To be taken up by the next gateway.
    var kept: Set<GpioLineConfiguration> = []
    /// How often something was kept: only who came after the last time takes it up.
    var times = 0
  }

  private let chips: ChipFolder
  private let state = Mutex(State())
  /// A level that nobody answers for is not to stay longer.
  private let atMost: Duration

  public init(chips: ChipFolder, atMost: Duration) {
    self.chips = chips
    self.atMost = atMost
  }

  /// From now on these lines are left as they are by whoever ends, until they are driven again.
  ///
  /// Those that nobody has driven again in time are released.
  public func keep(_ lines: Set<GpioLineConfiguration>) {
    let time = state.withLock { state in
      state.kept = lines
      state.times += 1
      return state.times
    }
    Task { [self, atMost] in
      try await Task.sleep(for: atMost)
      await endKeeping(time)
    }
  }

  /// Releases what is kept still, as where no other gateway comes.
  public func endKeeping() async { await endKeeping(nil) }

  /// Where the line is held, and when whoever asks came to it.
  func handle(of line: GpioLineConfiguration) -> (handle: LineHandle, time: Int) {
    state.withLock { state in
      if let handle = state.handles[line] { return (handle, state.times) }
      let handle = LineHandle()
      state.handles[line] = handle
      return (handle, state.times)
    }
  }

  /// Somebody drives it who came to it at this time: the one who is to leave it takes nothing up.
  func take(_ line: GpioLineConfiguration, since time: Int) {
    state.withLock { if time == $0.times { $0.kept.remove(line) } }
  }

  func isKept(_ line: GpioLineConfiguration) -> Bool {
    state.withLock { $0.kept.contains(line) }
  }

  private func endKeeping(_ time: Int?) async {
    let left = state.withLock { state -> Set<GpioLineConfiguration> in
      guard time == nil || time == state.times else { return [] }
      defer { state.kept = [] }
      return state.kept.filter { state.handles[$0] != nil }
    }
    // All at once: one that hangs keeps no other drawn.
    let releases = left.map { line in
      Task { [self] in
        let output = OutputLine(line, chips: chips, keeper: self)
        do {
          try await output.set { false }
          try await output.close()
        } catch {
          // Its chip is gone, and with it the level.
          return
        }
      }
    }
    for release in releases { await release.value }
  }
}
